/// The builtin exceptions of Python 3.11 and their bases.
enum ExceptionHierarchy {
    /// Returns the bases of a builtin exception, nearest first, without `object`; nil if there is no such exception.
    static func bases(of name: String) -> [String]? { ancestors[name] }

    private static let ancestors: [String: [String]] = {
        var ancestors: [String: [String]] = ["BaseException": []]
        for (parent, children) in families {
            let bases = [parent] + (ancestors[parent] ?? [])
            for child in children.split(separator: " ") { ancestors[String(child)] = bases }
        }
        return ancestors
    }()

    /// The children of each parent; a parent comes after the entry that lists it as a child.
    private static let families: [(String, String)] = [
        ("BaseException", "Exception GeneratorExit KeyboardInterrupt SystemExit"),
        (
            "Exception",
            """
            ArithmeticError AssertionError AttributeError BufferError EOFError ImportError LookupError MemoryError \
            NameError OSError ReferenceError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemError \
            TypeError ValueError Warning
            """
        ),
        ("ArithmeticError", "FloatingPointError OverflowError ZeroDivisionError"),
        ("ImportError", "ModuleNotFoundError"),
        ("LookupError", "IndexError KeyError"),
        ("NameError", "UnboundLocalError"),
        (
            "OSError",
            """
            BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError InterruptedError \
            IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError
            """
        ),
        ("ConnectionError", "BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError"),
        ("RuntimeError", "NotImplementedError RecursionError"),
        ("SyntaxError", "IndentationError"),
        ("IndentationError", "TabError"),
        ("ValueError", "UnicodeError"),
        ("UnicodeError", "UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError"),
        (
            "Warning",
            """
            BytesWarning DeprecationWarning EncodingWarning FutureWarning ImportWarning PendingDeprecationWarning \
            ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning UserWarning
            """
        ),
    ]
}
