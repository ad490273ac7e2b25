namespace DtnBox.Transfer.Tuning;

/// <summary>One try to carry one body to the destination, as the tuner sees it.</summary>
/// <remarks>
/// Bytes count as they pass, so that an interval much shorter than a part still tells how fast it goes; a try that the
/// destination does not acknowledge takes its bytes back.
/// </remarks>
internal sealed class Passage(FlowMeter meter, TimeProvider time) : IDisposable
{
    private readonly long _begun = time.GetTimestamp();
    private long _lastByte = time.GetTimestamp();
    private long _bytes;
    private bool _acknowledged;

    /// <summary>Bytes were written.</summary>
    public void Moved(int bytes)
    {
        _bytes += bytes;
        _lastByte = time.GetTimestamp();
        meter.Moved(bytes);
    }

    /// <summary>The destination has them all.</summary>
    public void Acknowledged()
    {
        _acknowledged = true;
        meter.Acknowledged(_bytes, time.GetElapsedTime(_begun), time.GetElapsedTime(_lastByte));
    }

    public void Dispose()
    {
        if (!_acknowledged)
        {
            meter.Moved(-_bytes);
        }
    }
}
