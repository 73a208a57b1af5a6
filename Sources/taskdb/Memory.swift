#if canImport(Glibc)
    import CMalloc
#endif

/// What the program asks of the allocator.
enum Memory {
    /// Takes the memory of threads from the kernel in large steps. Otherwise glibc takes it page by page, and threads that
    /// build a suite wait for each other at every one.
    ///
    /// Comes before the first thread is started.
    static func growInLargeSteps() {
        #if canImport(Glibc)
            _ = mallopt(M_TOP_PAD, 8 << 20)
            // With a step of one's own, glibc no longer finds out by itself from which size on memory goes back at once
            // and is taken anew each time: these are as far as it would go.
            _ = mallopt(M_MMAP_THRESHOLD, 32 << 20)
            _ = mallopt(M_TRIM_THRESHOLD, 64 << 20)
        #endif
    }
}
