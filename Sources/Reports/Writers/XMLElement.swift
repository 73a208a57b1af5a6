import Conformance
import Diagnostics

/// An element of an XML document; holds elements or text, not both.
struct XMLElement {
    private let name: String
    private let attributes: [(name: String, value: String)]
    private let children: [XMLElement]
    private let content: String

    init(_ name: String, _ attributes: [(String, String)], _ children: [XMLElement] = []) {
        self.name = name
        self.attributes = attributes.map { (name: $0.0, value: $0.1) }
        self.children = children
        content = ""
    }

    init(_ name: String, _ attributes: [(String, String)] = [], text: String) {
        self.name = name
        self.attributes = attributes.map { (name: $0.0, value: $0.1) }
        children = []
        content = text
    }

    /// The element on as many lines as there are elements. What XML 1.0 cannot hold is replaced by U+FFFD.
    var text: String {
        var lines: [String] = []
        append(to: &lines, indentation: "")
        return lines.joined(separator: "\n")
    }

    private func append(to lines: inout [String], indentation: String) {
        let start = indentation + "<" + name + attributes.map { " \($0.name)=\"\(Self.escaped($0.value))\"" }.joined()
        guard children.isEmpty else {
            lines.append(start + ">")
            for child in children { child.append(to: &lines, indentation: indentation + "  ") }
            lines.append(indentation + "</\(name)>")
            return
        }
        lines.append(start + (content.isEmpty ? "/>" : ">" + Self.escaped(content, keepsLines: true) + "</\(name)>"))
    }

    /// A reader would turn a bare tab or line end in an attribute into a space.
    private static func escaped(_ text: String, keepsLines: Bool = false) -> String {
        text.printable.escaped { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "\n" where !keepsLines: "&#10;"
            case "\t" where !keepsLines: "&#9;"
            default: nil
            }
        }
    }
}
