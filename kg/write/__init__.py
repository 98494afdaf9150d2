"""Answers as shapes and bytes: one function a shape and format."""
