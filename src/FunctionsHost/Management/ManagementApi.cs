using Microsoft.AspNetCore.Http.Extensions;

namespace DtnBox.FunctionsHost.Management;

/// <summary>The Durable extension's own HTTP API. The extension checks no key; the host has to.</summary>
internal sealed class ManagementApi(string? systemKey, IAsyncConverter<HttpRequestMessage, HttpResponseMessage> extension)
{
    public const string Path = "/runtime/webhooks/durabletask";

    public async Task HandleAsync(HttpContext context)
    {
        if (!(systemKey is null ? IsOfThisMachine(context.Request) : HasKey(context.Request, systemKey)))
        {
            await (systemKey is null
                ? Problem.WriteAsync(context, 403, "Not for web pages", "Without DTNBOX_SYSTEM_KEY it answers programs on this machine only.")
                : Problem.WriteAsync(context, 401, "The key is missing or wrong", "Send it as x-functions-key, or in the query as code."));
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.GetEncodedUrl());
        request.Content = new StreamContent(context.Request.Body);
        foreach ((string name, var values) in context.Request.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, values.ToArray())
                || request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        using HttpResponseMessage answer = await extension.ConvertAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    /// <summary>A web page must not get in either: one that had its own name resolved to this machine shows in the Host header, one
    /// that posts across origins in the Origin header.</summary>
    private static bool IsOfThisMachine(HttpRequest request)
        => Uri.TryCreate($"http://{request.Host}", UriKind.Absolute, out Uri? ours) && ours.IsLoopback
            && request.Headers.Origin.All(origin => Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && uri.Authority == ours.Authority);

    private static bool HasKey(HttpRequest request, string key)
    {
        string? sent = request.Headers["x-functions-key"].FirstOrDefault() ?? request.Query["code"].FirstOrDefault();
        // Digests have one length, so the comparison tells nothing by its time.
        return CryptographicOperations.FixedTimeEquals(Digest(sent ?? ""), Digest(key));

        static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }
}
