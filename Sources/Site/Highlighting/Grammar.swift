/// The parts of a language that are highlighted.
struct Grammar: Sendable {
    var keywords: Set<String> = []
    var constants: Set<String> = []
    /// The start of a comment that ends with its line; empty for a language without such comments.
    var comment = ""
    /// Whether a comment begins only after white space.
    var commentNeedsSpace = false
    var quotes = "\""
    var hasTripleQuotes = false
    var stringPrefixes: Set<String> = []
    /// Whether a string before a colon is a member's name, as in JSON.
    var hasNamedMembers = false
    /// The holes of a template.
    var holes: Set<String> = []

    static func named(_ language: String) -> Grammar? {
        switch language {
        case "pycon", "python": python
        case "console", "sh", "bash": shell
        case "json": json
        case "swift": swift
        default: nil
        }
    }

    static let python = Grammar(
        keywords: words(
            """
            and as assert async await break class continue def del elif else except finally for from global if import \
            in is lambda nonlocal not or pass raise return try while with yield
            """),
        constants: ["None", "True", "False"], comment: "#", quotes: "\"'", hasTripleQuotes: true,
        stringPrefixes: ["b", "r", "f", "u", "br", "rb", "fr", "rf"])

    static let shell = Grammar(
        keywords: words("case do done elif else esac export fi for function if in then while"), comment: "#",
        commentNeedsSpace: true, quotes: "\"'")

    static let json = Grammar(constants: ["true", "false", "null"], hasNamedMembers: true)

    static let swift = Grammar(
        keywords: words(
            """
            actor any as async await case catch class default defer do else enum extension for func guard if import in \
            init inout is let mutating nonisolated private protocol public return self static struct switch throw \
            throws try typealias var where while
            """),
        constants: ["nil", "true", "false"], comment: "//", hasTripleQuotes: true)

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}
