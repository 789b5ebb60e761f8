"""Calls of pycups, one after another on one connection. Reads them as JSON and writes what each returned, or its error.

Arguments: port, user. On standard input: a list of [method, arguments, keyword arguments]. In the arguments,
{"octets of": path} stands for what is in a file, and {"result": n} for what the n-th call returned.
"""

import json
import sys

import cups

port, user = int(sys.argv[1]), sys.argv[2]
# printFile and its like take the server of the whole process, not the connection's.
cups.setServer("127.0.0.1")
cups.setPort(port)
cups.setUser(user)
connection = cups.Connection(host="127.0.0.1", port=port)
answers = []


def argument(given):
    if isinstance(given, dict) and "octets of" in given:
        with open(given["octets of"], "rb") as file:
            return file.read()
    if isinstance(given, dict) and "result" in given:
        return answers[given["result"]]["value"]
    return given


def plain(value):
    """What JSON can say: destinations as objects, all keys as strings."""
    if isinstance(value, cups.Dest):
        return {"name": value.name, "default": value.is_default, "options": dict(value.options)}
    if isinstance(value, dict):
        return {"/".join(str(part) for part in key) if isinstance(key, tuple) else str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value


for method, arguments, keywords in json.load(sys.stdin):
    arguments = [argument(one) for one in arguments]
    if method == "writeRequestData":
        arguments.append(len(arguments[0]))
    try:
        answers.append({"value": plain(getattr(connection, method)(*arguments, **keywords))})
    except cups.IPPError as error:
        answers.append({"error": error.args[0], "message": error.args[1]})
json.dump(answers, sys.stdout)
