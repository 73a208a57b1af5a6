/// An option without a value.
struct ControllerFlag: Sendable {
    let name: String
    let help: String
    /// The setting that it turns on, which takes a value.
    var trait: String?
    let apply: @Sendable (inout ControllerOptions) -> Void

    static let all: [ControllerFlag] = [
        ControllerFlag(name: "debug", help: "Log everything.") { $0.logLevel = 10 },
        ControllerFlag(name: "quiet", help: "Log only what is critical.") { $0.logLevel = 50 },
        ControllerFlag(
            name: "reuse", help: "Keep connection files, and use those that are there.",
            trait: "IPController.reuse_files"
        ) {
            $0.reusesFiles = true
        },
        ControllerFlag(
            name: "restore", help: "Take over the engines of a controller before; implies --reuse.",
            trait: "IPController.restore_engines"
        ) {
            $0.reusesFiles = true
            $0.restoresEngines = true
        },
        ControllerFlag(name: "secure", help: "Sign messages (the default).") { $0.isSecure = true },
        ControllerFlag(name: "no-secure", help: "Do not sign messages.") { $0.isSecure = false },
        ControllerFlag(
            name: "enable-curve", help: "Encrypt with CURVE instead of signing.", trait: "IPController.enable_curve"
        ) { $0.enablesCurve = true },
        ControllerFlag(name: "log-to-file", help: "Log to a file of the profile.") { $0.logsToFile = true },
        ControllerFlag(name: "version", help: "Print the version and end.") { $0.request = .version },
        ControllerFlag(name: "help", help: "Print the most used options and end.") { $0.request = .help },
        ControllerFlag(name: "help-all", help: "Print all options and end.") { $0.request = .helpAll },
    ]

    /// Flags that ipyparallel's controller also accepts and that have no effect here.
    static let withoutEffect: Set<String> = ["usethreads", "init", "show-config", "show-config-json"]
}
