using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using DtnBox.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DtnBox.Functions.Tests.Api;

/// <summary>
/// The program as it is, its own start included, run in this process with tables of its own: for tests that must see
/// every endpoint, or how a request is taken from the first middleware to the last byte.
/// </summary>
public sealed class RunningApi : IAsyncLifetime, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<RunningApi?> Starting = new();
    private static readonly string[] Roles = ["Member", "Operator", "Administrator"];

    private readonly TaskCompletionSource<IHost> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _port = FreePort.Next();
    private IHost? _host;
    private Task? _run;

    public Uri Address => new($"http://127.0.0.1:{_port}/api/v1/");

    public IReadOnlyList<RouteEndpoint> Endpoints
        => [.. Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public TService Get<TService>()
        where TService : notnull
        => _host!.Services.GetRequiredService<TService>();

    /// <summary>A caller: "ada" and "bob" are operators, "eve" is a member, "root" an administrator; null is nobody.</summary>
    /// <param name="name">Who.</param>
    /// <param name="address">Where the Functions host would say that they come from.</param>
    public HttpClient As(string? name, string address = "192.0.2.1")
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.9, {address}");
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("test", "1"));
        client.DefaultRequestHeaders.Authorization = name is null ? null : new AuthenticationHeaderValue("Bearer", TokenOf(name));
        return client;
    }

    public async ValueTask InitializeAsync()
    {
        List<string> settings =
        [
            $"--FUNCTIONS_CUSTOMHANDLER_PORT={_port}",
            $"--AzureWebJobsStorage={TestStorage.ConnectionString}",
            $"--Storage:Prefix=t{Guid.NewGuid():N}"[..33],
            "--DurableTaskClient:BaseAddress=http://127.0.0.1:9/",
        ];
        foreach ((int i, (string name, int role)) in new[] { ("ada", 1), ("bob", 1), ("eve", 0), ("root", 2) }.Index())
        {
            settings.Add($"--Identity:ApiTokens:{i}:Name={name}");
            settings.Add($"--Identity:ApiTokens:{i}:Role={Roles[role]}");
            settings.Add($"--Identity:ApiTokens:{i}:Sha256={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TokenOf(name))))}");
        }

        using IDisposable listeners = DiagnosticListener.AllListeners.Subscribe(this);
        _run = Task.Run(() =>
        {
            Starting.Value = this;
            typeof(FunctionList).Assembly.EntryPoint!.Invoke(null, [settings.ToArray()]);
        });
        Assert.Same(_built.Task, await Task.WhenAny(_built.Task, _run));
        _host = await _built.Task;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Get<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        await Task.WhenAny(started.Task, _run);
    }

    public async ValueTask DisposeAsync()
    {
        Get<IHostApplicationLifetime>().StopApplication();
        await _run!;
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        // Other tests build hosts meanwhile: only this one's thread of control has the mark.
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            value.Subscribe(this);
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (Starting.Value == this && value.Key == "HostBuilt")
        {
            _built.TrySetResult((IHost)value.Value!);
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    private static string TokenOf(string name) => $"token-of-{name}";
}
