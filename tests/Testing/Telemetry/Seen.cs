namespace DtnBox.Testing.Telemetry;

/// <summary>A span that arrived.</summary>
public sealed record SeenSpan(
    string Service, string Name, string TraceId, string SpanId, string ParentId, IReadOnlyDictionary<string, string> Attributes)
{
    public override string ToString() => $"{Service} {Name} {SpanId} < {ParentId}";
}

/// <summary>A metric that arrived.</summary>
public sealed record SeenMetric(string Service, string Name, string Unit);

/// <summary>A log event that arrived.</summary>
public sealed record SeenLog(string Service, string Text, string TraceId);
