//! Numbers from the model: pure functions from counts to findings, each with its published source.
