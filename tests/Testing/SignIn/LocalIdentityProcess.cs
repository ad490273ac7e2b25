namespace DtnBox.Testing;

/// <summary>DtnBox.LocalIdentity as a process of its own, with a state directory that goes with it.</summary>
/// <remarks>The test project has to refer to src/LocalIdentity, so that the program is built.</remarks>
public sealed class LocalIdentityProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string?> _settings;
    private readonly Action<string>? _onLine;
    private ChildProcess? _server;

    private LocalIdentityProcess(
        IReadOnlyDictionary<string, string>? settings, IReadOnlyDictionary<string, string>? environment, Action<string>? onLine)
    {
        _onLine = onLine;
        Issuer = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        StateDirectory = Path.Combine(Path.GetTempPath(), $"dtnbox-identity-{Guid.NewGuid():N}");
        _settings = new Dictionary<string, string?>
        {
            ["LocalIdentity__Issuer"] = Issuer.AbsoluteUri,
            ["LocalIdentity__StateDirectory"] = StateDirectory,
            ["LocalIdentity__Client__RedirectUris__0"] = RedirectUri.AbsoluteUri,
            ["LocalIdentity__Client__PostLogoutRedirectUris__0"] = SignedOutUri.AbsoluteUri,
        };
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
        {
            _settings[$"LocalIdentity__{name}"] = value;
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            _settings[name] = value;
        }
    }

    public const string ClientId = "dtnbox";

    /// <summary>Gets where the portal's people come back to; nobody listens there.</summary>
    public static Uri RedirectUri { get; } = new("http://127.0.0.1:1/signed-in");

    public static Uri SignedOutUri { get; } = new("http://127.0.0.1:1/signed-out");

    public Uri Issuer { get; }

    public string StateDirectory { get; }

    public string Output => _server?.Output ?? "";

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="settings">Settings of the section LocalIdentity, such as <c>OpenSignUp</c>.</param>
    /// <param name="environment">Settings of other sections, such as <c>Logging__LogLevel__Default</c>.</param>
    /// <param name="onLine">Is given each line that it writes.</param>
    public static async Task<LocalIdentityProcess> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null,
        IReadOnlyDictionary<string, string>? environment = null,
        Action<string>? onLine = null)
    {
        var process = new LocalIdentityProcess(settings, environment, onLine);
        try
        {
            await process.StartAgainAsync();
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server on the same state after <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        _server = ChildProcess.Start(RepositoryPaths.Program("LocalIdentity"), [], _settings, onLine: _onLine);
        await _server.WaitForHttpAsync(new Uri(Issuer, "/health"), Deadline);
    }

    /// <summary>Ends the server as an operating system does; its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await using ChildProcess server = _server!;
        _server = null;
        server.Terminate();
        return await server.WaitForExitAsync(Deadline);
    }

    /// <summary>Somebody in front of a browser of their own.</summary>
    public SignInByForm NewPerson() => new(Issuer, ClientId, RedirectUri);

    /// <summary>Runs a command such as <c>add-user</c> beside the server; its exit code and output.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, string? input = null)
    {
        await using ChildProcess command = ChildProcess.Start(RepositoryPaths.Program("LocalIdentity"), arguments, _settings);
        if (input is not null)
        {
            await command.WriteInputAsync(input);
        }

        return (await command.WaitForExitAsync(Deadline), command.Output);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (Directory.Exists(StateDirectory))
        {
            Directory.Delete(StateDirectory, recursive: true);
        }
    }
}
