import ArgumentParser

/// The program after `--` that speaks the protocol, and its arguments.
struct ProgramOption: ParsableArguments {
    @Argument(parsing: .postTerminator, help: "A program that speaks the protocol, and its arguments.")
    var command: [String] = []

    /// Rejects `--` with nothing after it: in `taskdb test -- $PROGRAM` with an unset variable, the default backends would
    /// be judged instead of the program.
    func validate() throws {
        let isMissing = command.isEmpty ? CommandLine.arguments.last == "--" : command[0].isEmpty
        guard !isMissing else { throw ValidationError("`--` needs the name of a program after it") }
    }
}
