/// What decided which task database is used.
package enum ChoiceSource: Sendable, CustomStringConvertible {
    /// Nothing said: DictDB.
    case standard
    /// A statement of a configuration file. The line counts from 1.
    case file(path: String, line: Int)
    /// An option of the command line, as given: `--nodb`, `--IPController.db_class=NoDB`.
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
