using DtnBox.Transfer.Pacing;

namespace DtnBox.Transfer.Tuning;

/// <summary>One try to carry one body to the destination: paced by the caps, measured for the tuner.</summary>
/// <remarks>
/// Bytes count as they pass, so that an interval much shorter than a part still tells how fast it goes; a try that the
/// destination does not acknowledge takes its bytes back.
/// </remarks>
internal sealed class Passage(FlowMeter meter, Pace pace, TimeProvider time) : IDisposable
{
    private readonly long _begun = time.GetTimestamp();
    private long _lastByte = time.GetTimestamp();
    private long _bytes;
    private bool _acknowledged;

    /// <summary>Gets a value indicating whether everything may pass at once.</summary>
    public bool IsOpen => pace.IsOpen;

    /// <summary>Waits until some of these bytes may be written, and says how many.</summary>
    public async ValueTask<int> TakeAsync(int wanted, CancellationToken cancellationToken)
    {
        long asked = time.GetTimestamp();
        int piece = await pace.TakeAsync(wanted, cancellationToken);
        meter.Waited(time.GetElapsedTime(asked));
        return piece;
    }

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
