namespace DtnBox.Testing;

/// <summary>What a <see cref="FaultProxy"/> does to a request instead of just passing it on.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>Answers itself; the server is not asked.</summary>
    public sealed record Answer(int Status, string Body = "", string ContentType = "application/xml") : Fault
    {
        /// <summary>How long the client is asked to wait; null to say nothing of it.</summary>
        public TimeSpan? RetryAfter { get; init; }

        /// <summary>An error as S3 servers word it.</summary>
        public static Answer S3Error(int status, string code)
            => new(status, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code></Error>");
    }

    /// <summary>Waits before it passes the request on.</summary>
    public sealed record Delay(TimeSpan Time) : Fault;

    /// <summary>Passes the request on only when the task completes.</summary>
    public sealed record HoldUntil(Task Release) : Fault;

    /// <summary>Resets the client's connection; the server is not asked.</summary>
    public sealed record ResetBeforeRequest : Fault;

    /// <summary>Resets both connections when so many bytes of the request's body have gone to the server.</summary>
    public sealed record ResetDuringRequest(long AfterBytes) : Fault;

    /// <summary>Lets the server do the work, then resets the client's connection: the answer is lost.</summary>
    public sealed record LoseAnswer : Fault;

    /// <summary>Resets the client's connection when so many bytes of the answer's body have gone to it.</summary>
    public sealed record ResetDuringResponse(long AfterBytes) : Fault;

    /// <summary>Changes one byte of the answer's body; its length and headers stay.</summary>
    public sealed record CorruptResponse(long AtByte) : Fault;

    /// <summary>Adds a header to the server's answer.</summary>
    public sealed record AddHeader(string Name, string Value) : Fault;

    /// <summary>Sends so many bytes of the answer's body and then nothing more, with the connection open.</summary>
    public sealed record StallResponse(long AfterBytes) : Fault;
}
