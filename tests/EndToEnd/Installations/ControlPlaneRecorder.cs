using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace DtnBox.EndToEnd.Installations;

/// <summary>Stands between an agent and the control plane, and keeps all that the agent was told, unpacked.</summary>
internal sealed class ControlPlaneRecorder : IAsyncDisposable
{
    private static readonly string[] NotPassedOn = ["Transfer-Encoding", "Connection", "Keep-Alive"];

    private readonly HttpClient _upstream = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly ConcurrentQueue<string> _told = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly WebApplication _app;
    private readonly Uri _server;
    private readonly ConcurrentQueue<string> _said = new();

    private ControlPlaneRecorder(Uri server)
    {
        _server = server;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(PassOnAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Gets every answer that the agent got: its headers and its body, unpacked.</summary>
    public IReadOnlyCollection<string> Told => _told;

    /// <summary>Gets every request that was made: its method and its address with the query.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>Gets the body of every request, unpacked.</summary>
    public IReadOnlyCollection<string> Said => _said;

    public static async Task<ControlPlaneRecorder> StartAsync(Uri server, CancellationToken cancellationToken)
    {
        var recorder = new ControlPlaneRecorder(server);
        await recorder._app.StartAsync(cancellationToken);
        return recorder;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _upstream.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        CancellationToken gone = context.RequestAborted;
        _asked.Enqueue($"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}");
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, gone);
        _said.Enqueue(Unpack(context.Request.Headers.ContentEncoding.Contains("gzip"), body.ToArray()));
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), new Uri(_server, context.Request.Path + context.Request.QueryString.Value));
        request.Content = body.Length > 0 || HttpMethods.IsPost(context.Request.Method) ? new ByteArrayContent(body.ToArray()) : null;
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in context.Request.Headers)
        {
            if (name != "Host" && !NotPassedOn.Contains(name)
                && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        using HttpResponseMessage answer = await _upstream.SendAsync(request, gone);
        byte[] content = await answer.Content.ReadAsByteArrayAsync(gone);
        _told.Enqueue($"{answer.Headers}{answer.Content.Headers}{Unpack(answer.Content.Headers.ContentEncoding.Contains("gzip"), content)}");
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!NotPassedOn.Contains(name))
            {
                context.Response.Headers.Append(name, values.ToArray());
            }
        }

        if (content.Length > 0)
        {
            await context.Response.Body.WriteAsync(content, gone);
        }
    }

    private static string Unpack(bool packed, byte[] content)
    {
        if (!packed || content.Length == 0)
        {
            return Encoding.UTF8.GetString(content);
        }

        using var reader = new StreamReader(new GZipStream(new MemoryStream(content), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
