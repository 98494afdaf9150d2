"""The W3C suites and the client libraries that people use, against a real server of ours."""
