using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DtnBox.FunctionsHost.Configuration;

namespace DtnBox.FunctionsHost.Handler;

/// <summary>Invokes functions that are not proxied: <c>POST /{FunctionName}</c> with Data and Metadata.</summary>
internal sealed partial class HandlerClient(
    HandlerGate gate,
    HandlerSupervisor supervisor,
    FunctionsApp app,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<HandlerClient> logger) : IDisposable
{
    private static readonly TimeSpan StopNotice = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseCookies = false,
        UseProxy = false,
        // The span of the turn or activity is this call's: one more for the request would say nothing new.
        ActivityHeadersPropagator = null,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Gives the ReturnValue of the answer, or null when there is none.</summary>
    /// <exception cref="InvocationFailedException">The handler failed it; it is not to be repeated.</exception>
    /// <exception cref="FunctionTimeoutException">It took too long.</exception>
    public async Task<JsonElement?> InvokeAsync(
        string function, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        while (true)
        {
            Uri handler = await FindHandlerAsync(cancellationToken);
            try
            {
                return await InvokeAsync(handler, function, body, cancellationToken);
            }
            catch (HttpRequestException e)
                when (e.HttpRequestError == HttpRequestError.ConnectionError && !gate.LeadsTo(handler))
            {
                // That handler has ended and never heard of this invocation: the next one gets it.
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                throw new InvocationFailedException(InvocationFailedException.HttpRequest, e.Message);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Uri> FindHandlerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await gate.WaitAsync(cancellationToken);
        }
        catch (HandlerGoneException e)
        {
            throw new InvocationFailedException(InvocationFailedException.InvalidOperation, e.Message);
        }
    }

    private async Task<JsonElement?> InvokeAsync(
        Uri handler, string function, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(app.Host.FunctionTimeout ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            timeout.Token, cancellationToken, lifetime.ApplicationStopping);
        try
        {
            return await SendAsync(new Uri(handler, function), body, either.Token);
        }
        catch (OperationCanceledException)
            when (timeout.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested)
        {
            LogTimedOut(function, app.Host.FunctionTimeout!.Value);
            supervisor.Restart(handler);
            throw new FunctionTimeoutException(function, app.Host.FunctionTimeout!.Value);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Ctrl-C reaches the handler too, and its death may be the first that is heard of it: when the host is
            // stopping, this is no failure of the function.
            await Task.Delay(StopNotice, time, lifetime.ApplicationStopping);
            throw;
        }
    }

    private async Task<JsonElement?> SendAsync(Uri function, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, function) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add(HostMarks.InvocationId, Guid.NewGuid().ToString());
        request.Headers.Add(HostMarks.HostVersion, HostMarks.Version);
        request.Headers.TryAddWithoutValidation("User-Agent", $"Azure-Functions-Host/{HostMarks.Version}");
        DistributedContextPropagator.Current.Inject(
            Activity.Current, request.Headers, static (headers, name, value) => ((HttpRequestHeaders)headers!).Add(name, value));
        using HttpResponseMessage response =
            await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvocationFailedException(InvocationFailedException.HttpRequest, StatusText(response));
        }

        byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return Parse(response, answer);
    }

    private JsonElement? Parse(HttpResponseMessage response, byte[] answer)
    {
        string? mediaType = response.Content.Headers.ContentType?.MediaType;
        try
        {
            if (mediaType is null || !mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            {
                throw Invalid($"media type '{mediaType}'");
            }

            using JsonDocument document = JsonDocument.Parse(answer);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                // The real host hangs on an empty body or a bare null until the function times out; a clear failure
                // serves a developer better, and an app that passes here sends neither.
                throw Invalid("not a JSON object");
            }

            JsonElement? returned = null;
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                if (string.Equals(member.Name, "ReturnValue", StringComparison.OrdinalIgnoreCase)
                    && member.Value.ValueKind != JsonValueKind.Null)
                {
                    returned = member.Value.Clone();
                }
                else if (string.Equals(member.Name, "Logs", StringComparison.OrdinalIgnoreCase)
                    && member.Value.ValueKind == JsonValueKind.Array)
                {
                    WriteLogs(member.Value);
                }
            }

            return returned;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter is how the JSON reader reports texts that are not Unicode.
            throw Invalid(e.Message);
        }
    }

    private void WriteLogs(JsonElement lines)
    {
        foreach (JsonElement line in lines.EnumerateArray())
        {
            LogLine(line.ToString());
        }
    }

    private static InvocationFailedException Invalid(string reason)
        => new(InvocationFailedException.InvalidOperation, $"Invalid HttpResponseMessage: {reason}");

    private static string StatusText(HttpResponseMessage response)
    {
        HttpStatusCode status = response.StatusCode;
        string reason = response.ReasonPhrase is { Length: > 0 } phrase ? $" ({phrase})" : "";
        return $"Response status code does not indicate success: {(int)status}{reason}.";
    }
}
