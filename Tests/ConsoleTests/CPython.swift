import Foundation

/// The outcome of running a program, in CPython or in the subset.
struct Observation: Codable, Equatable, CustomStringConvertible {
    var printed = ""
    var value: String?
    var exception: String?
    var message: String?

    var description: String {
        [printed.debugDescription, value, exception.map { "\($0): \(message ?? "")" }].compactMap(\.self)
            .joined(separator: " | ")
    }
}

/// Runs programs through `python3`, all of them in one process.
enum CPython {
    /// CPython could not run the programs.
    struct Missing: Error {
        let reason: String
    }

    static func run(_ programs: [String]) throws -> [Observation] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-W", "ignore", "-c", driver]
        process.environment = ProcessInfo.processInfo.environment.merging(["TZ": "UTC", "PYTHONUTF8": "1"]) { $1 }
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // The driver reads all input before it writes, so neither side blocks on a full pipe.
        try input.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(programs))
        try input.fileHandleForWriting.close()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Missing(reason: "python3 ended with an error") }
        return try JSONDecoder().decode([Observation].self, from: data)
    }

    /// Runs each program as a console does: every statement prints its value, except the last, whose value is returned.
    private static let driver = #"""
        import ast, contextlib, datetime, io, json, sys
        assert sys.version_info[:2] == (3, 11), "CPython 3.11 is needed"
        UTC = datetime.timezone.utc
        NOW = datetime.datetime(2012, 1, 18, 2, 27, 56, tzinfo=UTC)

        def fixed(owner, name, *args, **kwargs):
            if owner is datetime.datetime:
                if name == 'now':
                    datetime.datetime.now(*args, **kwargs)
                    zone = kwargs.get('tz', args[0] if args else None)
                    return NOW.astimezone(zone) if zone else NOW.replace(tzinfo=None)
                getattr(owner, name)(*args, **kwargs)
                return NOW.replace(tzinfo=None)
            if owner is datetime.date:
                return NOW.date()
            return getattr(owner, name)(*args, **kwargs)

        class Clock(ast.NodeTransformer):
            def visit_Call(self, node):
                self.generic_visit(node)
                if isinstance(node.func, ast.Attribute) and node.func.attr in ('now', 'utcnow', 'today'):
                    arguments = [node.func.value, ast.Constant(node.func.attr)] + node.args
                    return ast.Call(ast.Name('__fixed', ast.Load()), arguments, node.keywords)
                return node

        def run(source):
            space = {'__name__': '__main__', '__fixed': fixed}
            seen = {'printed': '', 'value': None, 'exception': None, 'message': None}
            out = io.StringIO()
            try:
                with contextlib.redirect_stdout(out):
                    tree = ast.fix_missing_locations(Clock().visit(ast.parse(source)))
                    for statement in tree.body[:-1]:
                        exec(compile(ast.Interactive([statement]), '<console>', 'single'), space)
                    last = tree.body[-1]
                    if isinstance(last, ast.Expr):
                        value = eval(compile(ast.Expression(last.value), '<console>', 'eval'), space)
                        seen['value'] = None if value is None else repr(value)
                    else:
                        exec(compile(ast.Interactive([last]), '<console>', 'single'), space)
            except SyntaxError:
                seen['exception'] = 'SyntaxError'
            except BaseException as error:
                seen['exception'] = type(error).__name__
                seen['message'] = str(error)
            seen['printed'] = out.getvalue()
            return seen

        print(json.dumps([run(source) for source in json.load(sys.stdin)]))
        """#
}
