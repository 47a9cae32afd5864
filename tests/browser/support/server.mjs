// A static file server on the loopback, under a sub-path and with a strict content-security policy.

import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { basePath } from "./casebook.mjs";

const types = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".m4a": "audio/mp4",
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
  ".ogg": "audio/ogg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".vtt": "text/vtt; charset=utf-8",
  ".wav": "audio/wav",
  ".webp": "image/webp",
  ".xml": "application/xml; charset=utf-8",
};

const policy = "default-src 'self'";

// Serves `folder`; gives the address of its home and a function that stops.
export async function serve(folder) {
  const server = createServer((request, response) => {
    const send = (status, file) => {
      const type = types[extname(file)] ?? "application/octet-stream";
      // Text goes out compressed, as any host sends it.
      const packed = /charset|json|svg/.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
      response.writeHead(status, {
        "content-type": type,
        "content-security-policy": policy,
        "cache-control": "no-store",
        ...(packed && { "content-encoding": "gzip", vary: "accept-encoding" }),
      });
      const bytes = readFileSync(file);
      response.end(packed ? gzipSync(bytes) : bytes);
    };
    let path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (path === "/favicon.ico") {
      // The browser's own question, which no page asks.
      response.writeHead(204).end();
      return;
    }
    if (path.startsWith(basePath) && !path.split("/").includes("..")) {
      if (path.endsWith("/")) path += "index.html";
      const file = join(folder, path.slice(basePath.length));
      if (existsSync(file) && statSync(file).isFile()) {
        send(200, file);
        return;
      }
    }
    const missing = join(folder, "404.html");
    if (existsSync(missing)) send(404, missing);
    else response.writeHead(404).end();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    home: origin + basePath,
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
