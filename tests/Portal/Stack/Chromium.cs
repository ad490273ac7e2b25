using Microsoft.Playwright;

namespace DtnBox.Portal.Tests.Stack;

/// <summary>The browser of the operating system, started once. Nothing is downloaded.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>Names the browser's program where it is not on the PATH.</summary>
    private const string Setting = "DTNBOX_TEST_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, Browser) = (playwright, browser);

    public IBrowser Browser { get; }

    public static async Task<Chromium> StartAsync()
    {
        string program = Find();
        IPlaywright playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program }));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.CloseAsync();
        _playwright.Dispose();
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } set)
        {
            return set;
        }

        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"No Chromium on the PATH. Run script/bootstrap test, or: sudo apt-get install chromium fonts-dejavu-core. "
                + $"One that is elsewhere is named by {Setting}.");
    }
}
