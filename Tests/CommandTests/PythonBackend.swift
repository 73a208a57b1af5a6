/// A small backend as somebody would write it in Python.
enum PythonBackend {
    static let correct = """
        import copy
        from datetime import datetime

        DATES = ('submitted', 'started', 'completed', 'received')
        OPERATORS = {
            '$eq': lambda a, b: a == b,
            '$ne': lambda a, b: a != b,
            '$lt': lambda a, b: alike(a, b) and a < b,
            '$lte': lambda a, b: alike(a, b) and a <= b,
            '$gt': lambda a, b: alike(a, b) and a > b,
            '$gte': lambda a, b: alike(a, b) and a >= b,
            '$in': lambda a, b: a in b,
            '$nin': lambda a, b: a not in b,
        }


        def alike(a, b):
            number = (int, float)
            return a is not None and (type(a) == type(b) or isinstance(a, number) and isinstance(b, number))


        class SmallDB:
            def __init__(self):
                self.records = {}

            def add_record(self, msg_id, record):
                if msg_id in self.records:
                    raise KeyError(msg_id)
                self.check_dates(record)
                self.records[msg_id] = dict(copy.deepcopy(record), msg_id=msg_id)

            def get_record(self, msg_id):
                return copy.deepcopy(self.records[msg_id])

            def update_record(self, msg_id, record):
                self.check_dates(record)
                changes = {key: value for key, value in record.items() if key != 'msg_id'}
                self.records[msg_id].update(copy.deepcopy(changes))

            def drop_record(self, msg_id):
                del self.records[msg_id]

            def drop_matching_records(self, check):
                for record in self.matches(check):
                    del self.records[record['msg_id']]

            def find_records(self, check, keys=None):
                found = copy.deepcopy(self.matches(check))
                return [{k: r[k] for k in ['msg_id', *keys]} for r in found] if keys else found

            def get_history(self):
                dated = [r for r in self.records.values() if r['submitted'] is not None]
                return [r['msg_id'] for r in sorted(dated, key=lambda r: r['submitted'])]

            def matches(self, check):
                tests = []
                for key, value in check.items():
                    if not isinstance(value, dict):
                        value = {'$eq': value}
                    tests += [(key, OPERATORS[name], operand) for name, operand in value.items()]
                return [r for r in self.records.values() if all(test(r[key], b) for key, test, b in tests)]

            def check_dates(self, record):
                for key in DATES:
                    if not isinstance(record.get(key), (datetime, type(None))):
                        raise ValueError(key + ' must be a datetime or None')

        """

    /// The mistake that ipyparallel's DictDB makes.
    static let broken = correct.replacing("alike(a, b) and a > b", with: "alike(a, b) and b > a")
}
