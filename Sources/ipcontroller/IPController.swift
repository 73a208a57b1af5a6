import Controller
import ControllerConfiguration
import Foundation
import Logging
import SystemPackage

/// The program: reads its configuration, runs, and reports what keeps it from running.
@main
struct IPController {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let environment = ProcessInfo.processInfo.environment
        let preview = await ControllerConfigurationReader.preview(arguments)
        switch preview.request {
        case .version:
            print("9.2.0")
            exit(0)
        case .help, .helpAll:
            print(ControllerHelp.text(all: preview.request == .helpAll))
            exit(0)
        case .run: break
        }
        do {
            try await run(arguments, preview, environment)
        } catch let error as ConfigurationError {
            fail("Bad config encountered during initialization:\n\(error)", status: unusable)
        } catch let error as ControllerFailure {
            fail("\(error)", status: error.isOfConfiguration ? unusable : failed)
        } catch {
            fail("\(error)", status: failed)
        }
    }

    /// The exit status if something that the command line, the environment or a configuration file names cannot be used.
    private static let unusable: CInt = 64
    /// The exit status if something fails later.
    private static let failed: CInt = 70

    private static func run(_ arguments: [String], _ preview: ControllerOptions, _ environment: [String: String])
        async throws
    {
        let directory = ProfileDirectory(preview, environment: environment)
        try directory.create()
        let files = try directory.configurationFiles(extra: preview.extraFile)
        let named = environment["IPP_CLUSTER_ID"].map { ["--cluster-id=\($0)"] } ?? []
        let configuration = try await ControllerConfigurationReader(files: files, arguments: named + arguments)
        let options = configuration.options
        if !options.workDirectory.isEmpty, chdir(options.workDirectory) != 0 {
            throw ControllerFailure(
                "change to the directory \(options.workDirectory)", Errno(rawValue: errno),
                advice: "choose another one with --work-dir")
        }
        if options.cleansLogs { removeLogs(in: directory) }
        let log = try logger(options, directory)
        let program = ControllerProgram(configuration, in: directory, environment: environment, log: log)
        try await program.run()
    }

    private static func removeLogs(in directory: ProfileDirectory) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.log)) ?? []
        for name in names where name.hasPrefix("ipcontroller-") && name.hasSuffix(".log") {
            try? FileManager.default.removeItem(atPath: "\(directory.log)/\(name)")
        }
    }

    private static func logger(_ options: ControllerOptions, _ directory: ProfileDirectory) throws(ControllerFailure)
        -> Logger
    {
        var descriptor = STDERR_FILENO
        if options.logsToFile {
            let path = "\(directory.log)/ipcontroller-\(options.clusterID)-\(getpid()).log"
            descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw ControllerFailure(
                    "write the log \(path)", Errno(rawValue: errno), advice: "leave out --log-to-file")
            }
        }
        let handler = ControllerLogHandler(descriptor: descriptor, level: options.logLevel)
        return Logger(label: "ipcontroller", factory: { _ in handler })
    }

    private static func fail(_ message: String, status: CInt) -> Never {
        FileHandle.standardError.write(Data("ipcontroller: \(message)\n".utf8))
        exit(status)
    }
}
