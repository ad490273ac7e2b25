namespace DtnBox.Transfer.Tuning;

/// <summary>Counts what one kind of work does at one store, interval by interval.</summary>
/// <param name="slots">Where the work waits for its turn.</param>
/// <param name="mebibytesForEach">
/// What a finished request counts for beside its bytes. A small object costs about as much as a mebibyte does, and with
/// both counted, an interval of tiny objects can be compared with one of larger ones.
/// </param>
/// <param name="time">The clock.</param>
internal sealed class FlowMeter(AdjustableSlots slots, double mebibytesForEach, TimeProvider time)
{
    private const int MostLatencies = 256;
    private const double Mebibyte = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _latencies = [];
    private long _bytes;
    private long _pacedTicks;
    private int _finished;
    private int _throttled;
    private int _failed;
    private double _connectionRate;
    private long _since = time.GetTimestamp();
    private TimeSpan _contended = slots.Contended();

    /// <summary>Gets what one connection was lately seen to carry, in bytes per second; null before the first.</summary>
    public double? ConnectionRate
    {
        get
        {
            lock (_gate)
            {
                return _connectionRate > 0 ? _connectionRate : null;
            }
        }
    }

    /// <summary>Bytes went to the store; negative when they have to go again.</summary>
    public void Moved(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>A stream waited for a bandwidth cap.</summary>
    public void Waited(TimeSpan paced) => Interlocked.Add(ref _pacedTicks, paced.Ticks);

    /// <summary>The store acknowledged a body.</summary>
    /// <param name="bytes">Its length.</param>
    /// <param name="took">From the first byte to the acknowledgement.</param>
    /// <param name="latency">From the last byte to the acknowledgement.</param>
    public void Acknowledged(long bytes, TimeSpan took, TimeSpan latency)
    {
        lock (_gate)
        {
            _finished++;
            if (_latencies.Count < MostLatencies)
            {
                _latencies.Add(latency);
            }

            if (took > TimeSpan.Zero)
            {
                double rate = bytes / took.TotalSeconds;
                _connectionRate += (rate - _connectionRate) / (_connectionRate > 0 ? 8 : 1);
            }
        }
    }

    public void Throttled() => Interlocked.Increment(ref _throttled);

    public void Failed() => Interlocked.Increment(ref _failed);

    /// <summary>What was seen since the last call of this or of <see cref="Restart"/>, which begins the next interval.</summary>
    public Observation Observe(double memoryLoad)
    {
        lock (_gate)
        {
            TimeSpan elapsed = time.GetElapsedTime(_since);
            double seconds = Math.Max(elapsed.TotalSeconds, 1e-3);

            double work = (_finished * mebibytesForEach) + (Interlocked.Read(ref _bytes) / Mebibyte);
            var seen = new Observation(
                Math.Max(0, work) / seconds,
                _finished,
                _throttled,
                _failed,
                _latencies.Count == 0 ? null : _latencies.Order().ElementAt(_latencies.Count / 2),
                (slots.Contended() - _contended).TotalSeconds / seconds,
                TimeSpan.FromTicks(Interlocked.Read(ref _pacedTicks)).TotalSeconds / (seconds * Math.Max(1, slots.InUse)),
                memoryLoad);
            Restart(keepFaults: false);
            return seen;
        }
    }

    /// <summary>Begins an interval.</summary>
    /// <param name="keepFaults">What went wrong since the last one belongs to this one.</param>
    public void Restart(bool keepFaults)
    {
        lock (_gate)
        {
            _since = time.GetTimestamp();
            _contended = slots.Contended();
            _latencies.Clear();
            _finished = 0;
            Interlocked.Exchange(ref _bytes, 0);
            Interlocked.Exchange(ref _pacedTicks, 0);
            if (!keepFaults)
            {
                _throttled = 0;
                _failed = 0;
            }
        }
    }
}
