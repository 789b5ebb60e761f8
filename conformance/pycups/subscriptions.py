"""What system-config-printer does with pycups: subscribes, prints, fetches, renews, cancels. Writes what it saw as JSON.

Arguments: port, queue, document.
"""

import json
import sys
import time

import cups

port, queue, document = int(sys.argv[1]), sys.argv[2], sys.argv[3]
# printFile takes the server of the whole process, not the connection's.
cups.setServer("127.0.0.1")
cups.setPort(port)
cups.setUser("alice")
connection = cups.Connection(host="127.0.0.1", port=port)
saw = {}


def failure(call):
    """The IPP status that a call fails with."""
    try:
        call()
    except cups.IPPError as error:
        return error.args[0]
    return None


def events_until(subscription, last):
    """Polls, as the applet does, until an event has come."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        answer = connection.getNotifications([subscription])
        if any(event["notify-subscribed-event"] == last for event in answer["events"]):
            return answer
        time.sleep(0.05)
    raise SystemExit("no event " + last)


wanted = ["job-created", "job-completed", "job-stopped", "job-state-changed", "job-progress", "printer-added", "printer-deleted", "printer-state-changed"]
subscription = connection.createSubscription("/", events=wanted, lease_duration=3600)
saw["interval"] = connection.getNotifications([subscription])["notify-get-interval"]
saw["job"] = connection.printFile(queue, document, "from pycups", {})
answer = events_until(subscription, "job-completed")
saw["events"] = [{name: value for name, value in event.items() if isinstance(value, (str, int, bool, list))} for event in answer["events"]]
saw["listed"] = [one["notify-subscription-id"] for one in connection.getSubscriptions("/", my_subscriptions=True)]
connection.renewSubscription(subscription, 60)

connection.disablePrinter(queue)
held = connection.printFile(queue, document, "held", {})
of_job = connection.createSubscription("/", events=["job-completed"], job_id=held)
saw["listed of the job"] = [one["notify-subscription-id"] for one in connection.getSubscriptions("/", job_id=held)] == [of_job]
connection.cancelJob(held)
connection.enablePrinter(queue)

connection.cancelSubscription(subscription)
saw["after cancel"] = failure(lambda: connection.getNotifications([subscription]))
saw["dbus"] = failure(lambda: connection.createSubscription("/", events=["all"], recipient_uri="dbus://"))
saw["subscription"] = subscription
json.dump(saw, sys.stdout)
