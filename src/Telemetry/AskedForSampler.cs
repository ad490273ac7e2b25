using System.Diagnostics;
using OpenTelemetry.Trace;

namespace DtnBox.Telemetry;

/// <summary>Begins no trace with a call that a program makes on its own account.</summary>
/// <remarks>
/// Long-polls, heartbeats, probes and lease renewals go out every second; each would be a trace of its own, here and,
/// as the decision travels with the call, at the other end. As part of somebody's trace they are kept.
/// </remarks>
internal sealed class AskedForSampler : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
        => new(samplingParameters.Kind == ActivityKind.Client ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
}
