"""Tests of the databases under a real controller of ipyparallel, with engines and clients."""

import os
import signal
import sys
import unittest
from datetime import datetime, timedelta, timezone

from ipyparallel import interactive

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from cluster import FOLDER, LIMIT, TESTS, Cluster, mongodb, program, recorded, runs, wait_until  # noqa: E402

CONFIG = "c.IPController.db_class = 'ipyparallel_taskdb.%s'\nc.%s.program = %r\n"


def config(name, **settings):
    lines = ["c.%s.%s = %r\n" % (name, setting, value) for setting, value in settings.items()]
    return CONFIG % (name, name, program()) + "".join(lines)


@interactive
def square(number):
    print("squaring", number)
    return number * number


@interactive
def fail():
    return 1 / 0


class SQLiteDBTest(unittest.TestCase):
    def test_tasks_are_recorded_for_other_clients(self):
        with Cluster(config("SQLiteDB"), engines=2) as cluster:
            client = cluster.client()
            before = datetime.now(timezone.utc) - timedelta(hours=1)
            direct = client[:].apply_async(square, 3)
            balanced = client.load_balanced_view().map_async(square, range(5), label="squares")
            failing = client[0].apply_async(fail)
            executed = client[0].execute("6 * 7", silent=False)
            msg_ids = [*direct.msg_ids, *balanced.msg_ids, *failing.msg_ids, *executed.msg_ids]
            self.assertEqual(direct.get(LIMIT), [9, 9])
            self.assertEqual(list(balanced.get(LIMIT)), [0, 1, 4, 9, 16])
            other = cluster.client()
            recorded(other, msg_ids)

            # Output travels apart from results, and can be recorded after them.
            wait_until(
                lambda: "squaring 3" in other.db_query({"msg_id": direct.msg_ids[0]}, keys=["stdout"])[0]["stdout"],
                "the output of a task")
            wait_until(
                lambda: other.db_query({"msg_id": executed.msg_ids[0], "execute_result": {"$ne": None}}),
                "the value of an expression")

            self.assertCountEqual(other.hub_history(), msg_ids)
            self.assertEqual(other.get_result(direct.msg_ids).get(LIMIT), [9, 9])
            self.assertEqual(other.get_result(executed.msg_ids[0]).get(LIMIT).data["text/plain"], "42")
            with self.assertRaisesRegex(Exception, "ZeroDivisionError"):
                other.get_result(failing.msg_ids[0]).get(LIMIT)
            [record] = other.db_query({"msg_id": direct.msg_ids[0]})
            self.assertGreater(record["submitted"], before)
            self.assertEqual(record["completed"].utcoffset(), timedelta(0))
            self.assertEqual(record["header"]["msg_id"], direct.msg_ids[0])
            labelled = other.db_query({"label": {"$glob": "squ*"}, "submitted": {"$gt": before}}, keys=["buffers"])
            self.assertCountEqual([found["msg_id"] for found in labelled], balanced.msg_ids)
            self.assertTrue(all(found["buffers"] for found in labelled))

            self.assertEqual(other.resubmit(direct.msg_ids[:1]).get(LIMIT), [9])
            self.assertNotIn("Traceback", cluster.log())
            with self.assertRaisesRegex(Exception, "KeyError.*No such message: nope"):
                other.get_result("nope").get(LIMIT)
            with self.assertRaisesRegex(Exception, "KeyError.*unknown operator"):
                other.db_query({"label": {"$foo": 1}})
            other.purge_hub_results(direct.msg_ids)
            self.assertEqual(other.db_query({"msg_id": {"$in": direct.msg_ids}}), [])
            self.assertNotIn("DB Error", cluster.log())

    def test_the_history_survives_a_restart_and_a_kill(self):
        with Cluster(config("SQLiteDB", table="kept")) as cluster:
            msg_ids = []
            for number in signal.SIGTERM, signal.SIGKILL, signal.SIGINT:
                client = cluster.client()
                task = client[0].apply_async(square, len(msg_ids))
                self.assertEqual(task.get(LIMIT), len(msg_ids) ** 2)
                recorded(client, task.msg_ids)
                msg_ids += task.msg_ids
                child = cluster.children()[-1]
                cluster.stop(number)
                # Schedulers that the controller forked survive its SIGKILL: they must not keep the child alive.
                wait_until(lambda: not runs(child), "the end of the child after %s" % number.name)
                cluster.start()
                self.assertEqual(cluster.client().hub_history(), msg_ids)
            client = cluster.client()
            results = client.get_result(msg_ids).get(LIMIT)
            self.assertEqual(results, [0, 1, 4])
            self.assertTrue(os.path.exists(os.path.join(cluster.directory, "tasks.db")))

    def test_the_hub_goes_on_when_the_child_is_killed(self):
        with Cluster(config("SQLiteDB")) as cluster:
            client = cluster.client()
            first = client[0].apply_async(square, 2)
            self.assertEqual(first.get(LIMIT), 4)
            recorded(client, first.msg_ids)
            cluster.kill_database()
            second = client[0].apply_async(square, 3)
            self.assertEqual(second.get(LIMIT), 9)
            recorded(client, second.msg_ids)
            self.assertEqual(client.hub_history(), first.msg_ids + second.msg_ids)
            self.assertEqual(len(cluster.children()), 2)
            self.assertIn("`taskdb host sqlitedb` was killed by SIGKILL", cluster.log())

    def test_ctrl_c_reaches_the_controller_only(self):
        with Cluster(config("SQLiteDB"), engines=0) as cluster:
            child = cluster.children()[-1]
            os.killpg(cluster.controller.pid, signal.SIGINT)
            cluster.controller.wait(LIMIT)
            wait_until(lambda: not runs(child), "the end of the child")
            self.assertNotIn("was killed", cluster.log())
            # An orderly end leaves no log of SQLite behind.
            self.assertFalse(os.path.exists(os.path.join(cluster.directory, "tasks.db-wal")))


class OtherDatabasesTest(unittest.TestCase):
    def test_dictdb_drops_the_oldest(self):
        with Cluster(config("DictDB", record_limit=3, cull_fraction=0.0)) as cluster:
            client = cluster.client()
            msg_ids = []
            for number in range(5):
                task = client[0].apply_async(square, number)
                task.get(LIMIT)
                recorded(client, task.msg_ids)
                msg_ids += task.msg_ids
            self.assertEqual(client.hub_history(), msg_ids[2:])

    def test_nodb_records_nothing(self):
        with Cluster(config("NoDB")) as cluster:
            client = cluster.client()
            self.assertEqual(client[0].apply_async(square, 3).get(LIMIT), 9)
            with self.assertRaises(Exception) as raised:
                client.hub_history()
            self.assertEqual(raised.exception.ename, "KeyError")

    def test_a_program_in_another_process(self):
        self.check_program(["ipyparallel.controller.dictdb:DictDB"])

    def test_a_program_that_keeps_its_records(self):
        self.check_program([os.path.join(TESTS, "kept_db.py") + ":KeptDB", "location=."], is_restarted=True)

    def check_program(self, arguments, is_restarted=False):
        """The adapter serves a class to the Hub; another client gets a result from it."""
        command = [sys.executable, os.path.join(FOLDER, "taskdb_adapter.py"), *arguments]
        settings = "c.IPController.db_class = 'ipyparallel_taskdb.ProtocolDB'\nc.ProtocolDB.command = %r\n" % command
        with Cluster(settings) as cluster:
            client = cluster.client()
            task = client[0].apply_async(square, 7)
            self.assertEqual(task.get(LIMIT), 49)
            recorded(client, task.msg_ids)
            if is_restarted:
                cluster.stop()
                cluster.start()
            self.assertEqual(cluster.client().get_result(task.msg_ids[0]).get(LIMIT), 49)

    def test_mongodb(self):
        with mongodb() as uri:
            with Cluster(config("MongoDB", uri=uri, database="hub")) as cluster:
                client = cluster.client()
                task = client[0].apply_async(square, 7)
                self.assertEqual(task.get(LIMIT), 49)
                recorded(client, task.msg_ids)
                cluster.kill_database()
                self.assertEqual(client.hub_history(), task.msg_ids)
                cluster.stop()
                cluster.start()
                self.assertEqual(cluster.client().get_result(task.msg_ids[0]).get(LIMIT), 49)

    def test_a_program_that_hangs(self):
        command = "%s %s hang-in-add" % (sys.executable, os.path.join(TESTS, "hostile_backend.py"))
        settings = (
            "c.IPController.db_class = 'ipyparallel_taskdb.ProtocolDB'\n"
            "c.ProtocolDB.command = %r\nc.ProtocolDB.timeout = 2.0\n" % command)
        with Cluster(settings) as cluster:
            client = cluster.client()
            for number in range(4):
                self.assertEqual(client[0].apply_async(square, number).get(LIMIT), number**2)
            wait_until(lambda: "failed 3 times in a short time" in cluster.log(), "the pause")
            wait_until(lambda: client.queue_status(0)["completed"] == 4, "the end of the tasks")
            self.assertIn("did not answer within 2 seconds, asked for add_record", cluster.log())


class StartTest(unittest.TestCase):
    def test_a_controller_without_a_program_does_not_start(self):
        missing = CONFIG % ("SQLiteDB", "SQLiteDB", "/nowhere/taskdb")
        with self.assertRaisesRegex(AssertionError, "ended with status 1") as raised:
            with Cluster(missing):
                pass
        self.assertIn("Install taskdb, or set c.SQLiteDB.program", str(raised.exception))
        self.assertNotIn("Traceback", str(raised.exception))


if __name__ == "__main__":
    unittest.main()
