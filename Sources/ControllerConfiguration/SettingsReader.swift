import Console

/// Applies settings in ascending order of precedence and keeps the result.
struct SettingsReader {
    private(set) var diagnostics: [ConfigurationDiagnostic] = []
    private(set) var source = ChoiceSource.standard
    private var kind = BackendKind.standard
    private var strength = -1
    private var dictDB = DictDBSettings()
    private var sqliteDB = SQLiteDBSettings()
    private var mongoDB = MongoDBSettings()
    private var connectionKeywords = KeywordValues()
    /// The diagnostics of traits whose last setting has a value that cannot be known.
    private var unknowns: [Trait: ConfigurationDiagnostic] = [:]
    /// The settings of sections inside `IPController`, which take precedence over those of the sections themselves.
    private var settingsOfController: [Setting] = []

    /// Bounds the diagnostics of an invalid statement in a loop.
    private static let diagnosticLimit = 100

    var chosen: BackendSettings {
        switch kind {
        case .dictDB: return .dictDB(dictDB)
        case .noDB: return .noDB
        case .sqliteDB: return .sqliteDB(sqliteDB)
        case .mongoDB:
            var settings = mongoDB
            settings.connectionKeywords = connectionKeywords.pairs
            return .mongoDB(settings)
        }
    }

    mutating func report(_ diagnostic: @autoclosure () -> ConfigurationDiagnostic) {
        guard diagnostics.count < Self.diagnosticLimit else { return }
        diagnostics.append(diagnostic())
    }

    mutating func read(_ setting: Setting) {
        if setting.sections.count > 1 { settingsOfController.append(setting) } else { apply(setting) }
    }

    /// Applies what takes precedence over everything else. An unknown value is an error if the chosen database has it.
    mutating func finish() {
        for setting in settingsOfController { apply(setting) }
        let bearing = [Trait.backend] + (KnownSection.named(kind.rawValue)?.traits ?? [])
        for diagnostic in bearing.compactMap({ unknowns[$0] }) { report(diagnostic) }
    }

    private mutating func apply(_ setting: Setting) {
        switch SettingTarget(sections: setting.sections, trait: setting.trait) {
        case .other: break
        case .rejected(let part, let rejection): report(setting.diagnostic(at: part, rejection))
        case .known(let section, let trait):
            if trait == .backend, section.strength < strength { return checkName(in: setting) }
            if case .unknown(let reason) = setting.value {
                let rejection = RejectedSetting("`\(trait.rawValue)` cannot be known", note: reason)
                unknowns[trait] = setting.diagnostic(at: .trait, rejection)
                if trait == .backend { strength = section.strength }
                return
            }
            unknowns[trait] = nil
            do {
                try apply(setting, to: trait, of: section)
            } catch {
                report(setting.diagnostic(at: .value, error))
            }
        }
    }
}

// MARK: - Traits

extension SettingsReader {
    private mutating func apply(_ setting: Setting, to trait: Trait, of section: KnownSection) throws(RejectedSetting) {
        let reader = SettingValueReader(trait: trait, value: setting.value)
        switch trait {
        case .backend:
            kind = try reader.backend()
            source = setting.source
            strength = section.strength
        case .recordLimit:
            let limit = try reader.count()
            if section.name != BackendKind.noDB.rawValue { dictDB.recordLimit = limit }
        case .sizeLimit:
            let limit = try reader.count()
            if section.name != BackendKind.noDB.rawValue { dictDB.sizeLimit = limit }
        case .cullFraction:
            let fraction = try reader.fraction()
            if section.name != BackendKind.noDB.rawValue { dictDB.cullFraction = fraction }
        case .filename: sqliteDB.filename = try reader.text()
        case .location: sqliteDB.location = try reader.text()
        case .table: sqliteDB.table = try reader.text()
        case .connectionArguments:
            try reader.list(into: &mongoDB.connectionArguments)
        case .connectionKeywords:
            try reader.dictionary(into: &connectionKeywords)
        case .database: mongoDB.database = try reader.text()
        }
    }

    /// Reports an invalid name in a setting that a newer name of the trait overrides.
    private mutating func checkName(in setting: Setting) {
        if case .unknown = setting.value { return }
        do {
            _ = try SettingValueReader(trait: .backend, value: setting.value).backend()
        } catch {
            report(setting.diagnostic(at: .value, error))
        }
    }
}
