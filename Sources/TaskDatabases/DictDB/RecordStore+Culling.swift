extension RecordStore {
    /// Removes the oldest records once a limit is passed, and more of them than needed, so that it is not needed again at
    /// the next record.
    mutating func cull() {
        guard slotNumbers.count > limits.records || bufferBytes > limits.bufferBytes else { return }
        for place in placesToCull() {
            culled.insert(id(at: place))
            remove(place)
        }
    }

    /// Finished records before pending ones, the oldest first. The newest goes last, and only if it alone is too much.
    /// Older pending records are skipped while there are finished ones.
    private func placesToCull() -> [Place] {
        let surplus = slotNumbers.count - limits.records
        var recordsLeft = surplus > 0 ? max(surplus, limits.recordsToCull) : 0
        var bytes = bufferBytes
        var mostBytes = limits.bufferBytes
        var places: [Place] = []
        /// Returns whether the record was needed.
        func take(_ place: Place) -> Bool {
            if recordsLeft > 0 {
                recordsLeft -= 1
            } else if bytes > mostBytes {
                mostBytes = limits.bufferBytesAfterCulling
            } else {
                return false
            }
            bytes -= slots[place.slot].bufferBytes
            places.append(place)
            return true
        }
        let all = ages.entries()
        for isFinished in [true, false] where !(isFinished ? finished : pending).slots.isEmpty {
            for entry in all.dropLast() where slots[entry.place.slot].isFinished == isFinished {
                guard take(entry.place) else { return places }
            }
        }
        if let newest = all.last, slotNumbers.count - places.count > limits.records || bytes > limits.bufferBytes {
            places.append(newest.place)
        }
        return places
    }
}
