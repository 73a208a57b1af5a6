import Foundation

/// Coverage-guided fuzzers, one for each kind of bytes that others write. `Scripts/fuzz` builds and runs them.
///
/// `TASKDB_FUZZERS` names the fuzzer to run; all arguments are libFuzzer's.
@main enum Fuzzers {
    static func main() {
        let name = ProcessInfo.processInfo.environment["TASKDB_FUZZERS"] ?? ""
        guard let fuzzer = Fuzzer.all.first(where: { $0.name == name }) else {
            print(Fuzzer.all.map(\.name).joined(separator: "\n"))
            exit(name == "list" ? 0 : 64)
        }
        chosen = fuzzer
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(runDriver(&count, &arguments, runChosen))
    }
}

/// What a fuzzer does with bytes. A finding is a crash, a hang, too much memory, or a ``finding(_:)``.
struct Fuzzer: Sendable {
    let name: String
    let run: @Sendable ([UInt8]) throws -> Void

    init(_ name: String, _ run: @escaping @Sendable ([UInt8]) throws -> Void) {
        self.name = name
        self.run = run
    }

    static let all =
        [pages, console, extendedJSON, requests, replies, reports, knownFailures] + [
            configurations, connectionFiles, messages, globs, rows, pickles,
        ]
}

/// Set once, before the first run: libFuzzer's callback has no argument for it.
nonisolated(unsafe) private var chosen = Fuzzer.pages

/// The name that libFuzzer links to.
@_cdecl("LLVMFuzzerTestOneInput")
public func runChosen(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // An error is an answer.
    try? chosen.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}

/// libFuzzer's loop. Source: LLVM's FuzzerInterface.h.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Ends the process with what was found, which libFuzzer reports with the input.
func finding(_ text: String) -> Never {
    FileHandle.standardError.write(Data("FINDING: \(text)\n".utf8))
    abort()
}

/// Waits for asynchronous work: libFuzzer knows no other callbacks.
func waiting<Result: Sendable>(for work: @escaping @Sendable () async -> Result) -> Result {
    let done = DispatchSemaphore(value: 0)
    nonisolated(unsafe) var result: Result?
    Task.detached {
        result = await work()
        done.signal()
    }
    done.wait()
    guard let result else { finding("work that ended without a result") }
    return result
}
