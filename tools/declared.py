#!/usr/bin/env python3
"""Prints the name of every function that the public headers declare."""

import os

import csource

os.chdir(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
for header in csource.public_headers():
    for function in csource.functions(header):
        if not function.body:
            print(function.name)
