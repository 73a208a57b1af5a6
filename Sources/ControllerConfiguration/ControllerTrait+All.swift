extension ControllerTrait {
    /// All settings of the controller but those of task databases.
    static let all: [ControllerTrait] = addresses + channelPorts + files + security + scheduling + application

    private static let addresses = [
        make("IPController.ip", alias: "ip", "The address for all connections; * is all of the machine's.", "a string")
        {
            value, options in
            guard let text = value.text else { return false }
            options.clientIP = text
            options.engineIP = text
            return true
        },
        text("IPController.client_ip", \.clientIP, "The address for connections of clients."),
        text("IPController.engine_ip", \.engineIP, "The address for connections of engines."),
        text("IPController.location", alias: "location", \.location, "The name by which other hosts reach this one."),
        text("IPController.ssh_server", alias: "ssh", \.sshServer, "The SSH server that clients go through."),
        text("IPController.engine_ssh_server", alias: "enginessh", \.engineSSHServer, "The SSH server for engines."),
        ports("IPController.ports", alias: "ports", \.ports, "Ports for all connections, such as 10000-10017."),
        ports("IPController.client_ports", \.clientPorts, "Ports for connections of clients."),
        ports("IPController.engine_ports", \.enginePorts, "Ports for connections of engines."),
        make("IPController.transport", alias: "transport", "The transport of all connections.", "'tcp', the only one") {
            value, _ in value.text == "tcp"
        },
    ]

    private static let files = [
        truth("IPController.reuse_files", \.reusesFiles, "Keep connection files, and use those that are there."),
        truth("IPController.restore_engines", \.restoresEngines, "Take over the engines of a controller before."),
        text("IPController.client_json_file", \.clientFile, "The name of the connection file of clients."),
        text("IPController.engine_json_file", \.engineFile, "The name of the connection file of engines."),
        make(
            "IPController.cluster_id", alias: "cluster-id", "A name that the files of this cluster have.",
            "a name without `/`"
        ) { value, options in
            guard let text = value.text, !text.contains("/") else { return false }
            options.clusterID = text
            return true
        },
    ]

    private static let security = [
        truth("IPController.enable_curve", \.enablesCurve, "Encrypt with CURVE instead of signing messages."),
        text(
            "IPController.curve_secretkey", \.curveSecretKey,
            "The secret key of CURVE; a new pair by default, which a restart with --restore does not know."),
        text("Session.key", \.key, "The key of the signatures; a new one by default."),
        text("Session.keyfile", alias: "keyfile", \.keyFile, "A file that holds the key of the signatures."),
        make("Session.signature_scheme", "How messages are signed.", "'hmac-sha256', the only one") {
            value, _ in value.text == "hmac-sha256"
        },
        text("Session.username", alias: "user", \.userName, "The name in the headers of the controller's messages."),
        text("Session.session", alias: "ident", \.session, "The id of the controller's session."),
        number("Session.digest_history_size", 0...Int.max, \.digestHistory, "How many signatures are remembered."),
    ]

    private static let scheduling = [
        number(
            "HeartMonitor.period", alias: "ping", 1...Int(Int32.max), \.heartPeriod, "Milliseconds between heartbeats."),
        number(
            "HeartMonitor.max_heartmonitor_misses", 0...Int(Int32.max), \.mostMisses,
            "How many heartbeats an engine may miss."),
        number(
            "IPController.registration_timeout", 0...Int(Int32.max), \.registrationTimeout,
            "Seconds until a registration without heartbeat is forgotten."),
        make("TaskScheduler.scheme_name", alias: "scheme", "How engines are chosen for tasks.", schemes.list) {
            value, options in
            guard let text = value.text, schemes.names.contains(text) else { return false }
            options.scheme = text
            return true
        },
        number(
            "TaskScheduler.hwm", alias: "hwm", 0...Int.max, \.limit, "The most tasks of an engine at once; 0: no limit."
        ),
        number(
            "IPController.broadcast_scheduler_depth", 0...6, \.broadcastDepth,
            "2 to the power of this many ports serve broadcasts."),
    ]

    private static let schemes = (
        names: ["leastload", "pure", "lru", "plainrandom", "weighted", "twobin"],
        list: "leastload, pure, lru, plainrandom, weighted or twobin"
    )

    private static let application = [
        text("BaseIPythonApplication.profile", alias: "profile", \.profile, "The name of the profile."),
        text("ProfileDir.location", alias: "profile-dir", \.profileDirectory, "The directory of the profile."),
        text("BaseIPythonApplication.ipython_dir", alias: "ipython-dir", \.ipythonDirectory, "IPython's directory."),
        text(
            "BaseIPythonApplication.extra_config_file", alias: "config", \.extraFile,
            "A configuration file to read last."),
        text("BaseParallelApplication.work_dir", alias: "work-dir", \.workDirectory, "The working directory."),
        truth(
            "BaseParallelApplication.log_to_file", alias: "log-to-file", \.logsToFile, "Log to a file of the profile."),
        truth("BaseParallelApplication.clean_logs", alias: "clean-logs", \.cleansLogs, "Delete old log files first."),
        make("Application.log_level", alias: "log-level", "The least level to log.", "a level such as 10 or DEBUG") {
            value, options in
            let names = ["DEBUG": 10, "INFO": 20, "WARN": 30, "WARNING": 30, "ERROR": 40, "CRITICAL": 50]
            guard let level = value.number ?? value.text.flatMap({ names[$0.uppercased()] }) else { return false }
            options.logLevel = level
            return true
        },
        number(
            "IPController.status_port", alias: "status-port", 0...65535, \.statusPort, "The port of the status page."),
    ]

    /// Names that ipyparallel's controller also accepts and that have no effect here.
    static let withoutEffect: Set<String> = [
        // It follows from the secret key.
        "IPController.curve_publickey",
        "IPController.use_threads", "IPController.mq_class", "IPController.engine_transport",
        "IPController.client_transport", "IPController.monitor_ip", "IPController.monitor_transport",
        "IPController.import_statements", "IPController.secure", "BaseParallelApplication.log_url",
        // It is internal, and this controller is one process.
        "IPController.mon_port",
        "Application.logging_config", "Application.show_config", "Application.show_config_json", "Session.metadata",
        "HeartMonitor.debug", "BaseIPythonApplication.add_ipython_dir_to_sys_path", "Application.log_format",
        "Application.log_datefmt", "Session.packer", "Session.unpacker", "Session.debug",
        "Session.copy_threshold", "Session.buffer_threshold", "Session.item_threshold", "Session.check_pid",
        "BaseIPythonApplication.copy_config_files", "BaseIPythonApplication.overwrite",
        "BaseIPythonApplication.auto_create", "BaseIPythonApplication.verbose_crash",
    ]

    /// Short options for some of them.
    static let aliasesWithoutEffect = ["log-url": "BaseParallelApplication.log_url"]

    /// Whether ipyparallel's controller has a setting and this one does not.
    static func isWithoutEffect(_ section: String, _ name: String) -> Bool {
        ([section] + (families[section] ?? [])).contains { withoutEffect.contains("\($0).\(name)") }
    }

    /// Other classes through which a setting of the controller may be named.
    static let families: [String: [String]] = [
        "IPController": ["BaseParallelApplication", "BaseIPythonApplication", "Application"],
        "IPControllerApp": ["IPController", "BaseParallelApplication", "BaseIPythonApplication", "Application"],
        "HubFactory": ["IPController"],
        "BaseParallelApplication": ["IPController", "BaseIPythonApplication", "Application"],
        "BaseIPythonApplication": ["Application"],
        "Scheduler": ["TaskScheduler"],
    ]

    /// Finds a trait; nil if there is none.
    static func named(_ section: String, _ name: String) -> ControllerTrait? {
        let sections = [section] + (families[section] ?? [])
        for section in sections {
            if let trait = all.first(where: { $0.section == section && $0.name == name }) { return trait }
        }
        return nil
    }
}
