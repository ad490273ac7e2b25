using System.Globalization;
using System.Text;

namespace DtnBox.Functions.Transfers.Live;

/// <summary>Writes server-sent events (WHATWG HTML, 9.2). Each is sent on at once.</summary>
/// <remarks>ASP.NET's own result for them has no comments, which keep proxies and readers from giving a quiet stream up.</remarks>
internal sealed class EventStreamWriter(Stream output)
{
    public const string MediaType = "text/event-stream";

    /// <summary>Says how long a reader waits before it comes back.</summary>
    public Task RetryAsync(TimeSpan wait, CancellationToken cancellationToken)
        => WriteAsync(string.Create(CultureInfo.InvariantCulture, $"retry: {(long)wait.TotalMilliseconds}\n\n"), cancellationToken);

    /// <summary>Says that the stream is alive.</summary>
    public Task BeatAsync(CancellationToken cancellationToken) => WriteAsync(":\n\n", cancellationToken);

    /// <param name="name">The kind of event.</param>
    /// <param name="id">What a reader sends back as <c>Last-Event-ID</c>; null leaves the last one in force.</param>
    /// <param name="json">The data: JSON without line breaks, as <see cref="Contracts.ContractJson"/> writes it.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public Task SendAsync(string name, string? id, ReadOnlySpan<byte> json, CancellationToken cancellationToken)
        => WriteAsync(
            $"event: {name}\n{(id is null ? string.Empty : $"id: {id}\n")}data: {Encoding.UTF8.GetString(json)}\n\n", cancellationToken);

    private Task WriteAsync(string text, CancellationToken cancellationToken)
        => output.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();
}
