using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace DtnBox.ControllerAgent.Tests.Simulation;

/// <summary>The ledger of the simulator: gzip members as they came.</summary>
public sealed class SimulatedLedger
{
    /// <summary>Gets the members of each stream, by <c>command/stream</c>.</summary>
    public ConcurrentDictionary<string, byte[][]> Streams { get; } = new();

    /// <summary>Gets the plans, by <c>command/chunk</c>.</summary>
    public ConcurrentDictionary<string, (string? Objects, string? Bytes, byte[] Lines)> Plans { get; } = new();

    /// <summary>Gets or sets a lease that is lost.</summary>
    public string? LostLease { get; set; }

    /// <summary>Gets or sets after how many bytes the next answer breaks off.</summary>
    public int? BreakOffAfter { get; set; }

    /// <summary>Gets or sets a value indicating whether answers dribble out byte by byte.</summary>
    public bool Dribble { get; set; }

    public async Task<IResult> AppendAsync(HttpRequest request, string stream)
    {
        if (Refusal(request) is { } refusal)
        {
            return refusal;
        }

        byte[] member = await BodyAsync(request);
        Streams.AddOrUpdate(stream, [member], (_, members) => [.. members, member]);
        return Results.NoContent();
    }

    public async Task<IResult> StorePlanAsync(HttpRequest request, string chunk)
    {
        if (Refusal(request) is { } refusal)
        {
            return refusal;
        }

        Plans[chunk] = (request.Headers["X-Chunk-Objects"], request.Headers["X-Chunk-Bytes"], await BodyAsync(request));
        return Results.NoContent();
    }

    public async Task ReadAsync(HttpContext context, string stream)
    {
        if (context.Request.Headers["X-Lease-Id"] == LostLease)
        {
            await Results.Problem(statusCode: 409, title: "Lease lost").ExecuteAsync(context);
            return;
        }

        if (!Streams.TryGetValue(stream, out byte[][]? members))
        {
            await Results.Problem(statusCode: 404, title: "No such stream").ExecuteAsync(context);
            return;
        }

        byte[] all = [.. members.SelectMany(member => member)];
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.ContentEncoding = "gzip";
        if (BreakOffAfter is { } end)
        {
            // Less than was announced: the server closes the connection after what there is.
            BreakOffAfter = null;
            context.Response.ContentLength = all.Length;
            await context.Response.Body.WriteAsync(all.AsMemory(0, end));
            return;
        }

        int step = Dribble ? 1 : all.Length;
        for (int sent = 0; sent < all.Length; sent += step)
        {
            await context.Response.Body.WriteAsync(all.AsMemory(sent, step));
            await context.Response.Body.FlushAsync();
        }
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    private IResult? Refusal(HttpRequest request)
    {
        if (request.Headers["X-Lease-Id"] == LostLease)
        {
            return Results.Problem(statusCode: 409, title: "Lease lost");
        }

        bool asAgreed = request is { ContentType: "application/x-ndjson", ContentLength: > 0 and <= 4 * 1024 * 1024 }
            && request.Headers.ContentEncoding == "gzip";
        return asAgreed ? null : Results.Problem(statusCode: 400, title: "Not one gzip member of at most 4 MiB");
    }
}
