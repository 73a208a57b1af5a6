import Console
import Diagnostics

/// Runs a configuration file and collects what it sets.
enum FileReader {
    /// The settings up to the file's end, or up to the mistake that kept it from being read on.
    static func read(_ file: ConfigurationFile) async -> (settings: [Setting], mistake: ConfigurationMistake?) {
        let lines = SourceLines(file)
        let interpreter = Interpreter()
        let journal = Journal(lines, interpreter)
        let root = Object.host(Section(journal: journal))
        interpreter.define("c", root)
        interpreter.define("get_config", .builtin(HostFunction("get_config") { _ in root }))
        interpreter.define(
            "load_subconfig",
            .builtin(
                HostFunction("load_subconfig") { _ in
                    throw PythonException(type: "NotImplementedError", message: "other files are not read from here")
                }))
        let failure = await run(file.text, in: interpreter)
        let mistake = failure.map { ConfigurationMistake($0.place, in: lines, Refusal(Diagnostic.visible($0.message))) }
        return (journal.settings, mistake)
    }

    private static func run(_ text: String, in interpreter: Interpreter) async
        -> (place: SourceSpan, message: String)?
    {
        do {
            guard case .raised(let exception) = try await interpreter.run(text).result else { return nil }
            let place = interpreter.currentPlace
            return (SourceSpan(line: place.line, column: place.column, length: 1), exception.lastLine)
        } catch let error as SourceError {
            return (SourceSpan(line: error.line, column: error.column, length: 1), error.message)
        } catch {
            let place = interpreter.currentPlace
            return (SourceSpan(line: place.line, column: place.column, length: 1), "\(error)")
        }
    }
}
