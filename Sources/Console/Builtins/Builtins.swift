/// Python's builtin names.
enum Builtins {
    /// Returns the value of a builtin name, or nil if Python has no builtin of that name.
    ///
    /// - Throws: `Unsupported` if the subset leaves the builtin out.
    static func named(_ name: String) throws -> Object? {
        if functions.contains(name) { return .method(MethodObject(.module(ModuleObject(name: "builtins")), name)) }
        if types.contains(name) { return .type(.named(name)) }
        if name == "NotImplemented" { return .notImplemented }
        if name == "Ellipsis" { return .ellipsis }
        if name == "IOError" || name == "EnvironmentError" { return .type(.named("OSError")) }
        if TypeObject.named(name).isException { return .type(.named(name)) }
        if isLeftOut(name) { throw Unsupported("`\(name)`") }
        return nil
    }

    /// Whether Python has, or could have, a builtin of this name that the subset leaves out.
    static func isLeftOut(_ name: String) -> Bool { leftOut.contains(name) || isSpecial(name) }

    /// Whether a name begins and ends with two underscores, like `__class__`.
    static func isSpecial(_ name: String) -> Bool {
        name.hasPrefix("__") && name.hasSuffix("__")
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }

    private static let functions = words(
        """
        abs all any ascii bin callable chr divmod enumerate filter format getattr hasattr hex isinstance issubclass \
        iter len map max min next oct ord pow print repr reversed round sorted sum zip
        """)

    private static let types = words(
        "bool bytes dict float frozenset int list object range set str tuple type")

    private static let leftOut = words(
        """
        BaseExceptionGroup ExceptionGroup aiter anext breakpoint bytearray classmethod compile complex copyright \
        credits delattr dir eval exec exit globals hash help id input license locals memoryview open property quit \
        setattr slice staticmethod super vars
        """)
}
