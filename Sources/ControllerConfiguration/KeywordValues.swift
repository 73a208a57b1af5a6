import Console

/// Named values, in the order in which their names first appeared.
struct KeywordValues {
    private(set) var pairs: [(name: String, value: SettingValue)] = []
    private var places: [Str: Int] = [:]

    init(_ pairs: [(name: String, value: SettingValue)] = []) {
        merge(pairs)
    }

    /// Adds values; replaces the value of an existing name.
    mutating func merge(_ new: [(name: String, value: SettingValue)]) {
        for pair in new {
            if let place = places[Str(pair.name)] {
                pairs[place].value = pair.value
            } else {
                places[Str(pair.name)] = pairs.count
                pairs.append(pair)
            }
        }
    }
}
