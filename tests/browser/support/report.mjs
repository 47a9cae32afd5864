// A failure in few words: what went wrong, each thing once, with how often.

import assert from "node:assert/strict";

const most = 25;

// Passes when there is nothing in `problems`; else fails and lists them.
export function none(problems, what = "problems") {
  const all = [...problems];
  if (all.length === 0) return;
  const listed = [...new Set(all)];
  const rest = listed.length > most ? [`… and ${listed.length - most} more`] : [];
  const error = new assert.AssertionError({ message: [`${what}: ${listed.length}`, ...listed.slice(0, most), ...rest].join("\n  ") });
  // The list says where: the stack would only hide it. The same for the lists that the reporter would print again.
  error.stack = error.message;
  for (const key of ["actual", "expected", "operator", "generatedMessage", "diff"]) delete error[key];
  throw error;
}
