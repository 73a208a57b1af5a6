/// The reason why a task database is used.
package enum ChoiceSource: Sendable, CustomStringConvertible {
    /// Nothing chose a database, so DictDB is used.
    case standard
    /// A statement in a configuration file; lines count from 1.
    case file(path: String, line: Int)
    /// A command line option, as given: `--nodb`, `--IPController.db_class=NoDB`.
    case option(String)

    /// `default`, `path:line` or the option.
    package var description: String {
        switch self {
        case .standard: "default"
        case .file(let path, let line): "\(path):\(line)"
        case .option(let option): option
        }
    }
}
