import Console
import Diagnostics

/// One thing a configuration says: `c.DictDB.record_limit = 10`, `--nodb`.
struct Setting {
    enum Value {
        /// Assigned in a file.
        case object(Object)
        /// A method called on a trait nobody has set: `append`, `update`.
        case change(method: String, Arguments)
        /// Given on the command line.
        case text(String)
    }

    enum Origin {
        case file(SourceLines, statement: SourceSpan)
        case option(String)
    }

    /// The sections that lead to the trait, outermost first: `["DictDB"]`.
    let sections: [String]
    let trait: String
    let value: Value
    let origin: Origin
}

extension Setting {
    enum Part {
        case section, trait, value
    }

    /// The refusal as a mistake that points at a part of the setting, or at its beginning where that cannot be told.
    func mistake(at part: Part, _ refusal: Refusal) -> ConfigurationMistake {
        switch origin {
        case .option(let option): return ConfigurationMistake(option: option, refusal)
        case .file(let lines, let statement):
            return ConfigurationMistake(span(of: part, in: lines, statement) ?? statement, in: lines, refusal)
        }
    }

    private func span(of part: Part, in lines: SourceLines, _ statement: SourceSpan) -> SourceSpan? {
        let section = sections.last.flatMap { lines.span(of: $0, after: statement) }
        if part == .section { return section }
        guard let name = lines.span(of: trait, after: section ?? statement) else { return nil }
        return part == .trait ? name : lines.value(after: name) ?? name
    }

    var source: ChoiceSource {
        switch origin {
        case .option(let option): .option(option)
        case .file(let lines, let statement):
            .file(path: lines.source.path, line: statement.line)
        }
    }
}
