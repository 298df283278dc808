"""One file of text to a tree that keeps everything: parse, print, format."""
