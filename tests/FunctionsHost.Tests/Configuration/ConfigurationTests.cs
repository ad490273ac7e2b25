using System.Collections;
using System.Net;
using System.Net.Sockets;
using DtnBox.FunctionsHost.Configuration;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Configuration;

public sealed class ConfigurationTests : IDisposable
{
    private static readonly Hashtable Empty = [];

    private readonly TestAppFolder _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public void Load_Defaults_AreThoseOfTheRealHost()
    {
        HostSettings host = Load(Empty).Host;
        Assert.Equal(TimeSpan.FromMinutes(30), host.FunctionTimeout);
        Assert.Equal("api", host.RoutePrefix);
        Assert.Equal("AzureWebJobsStorage", host.ConnectionName);
        Assert.Equal(10 * Environment.ProcessorCount, host.MaxConcurrentActivities);
        Assert.False(host.StoresInputsInHistory);
        Assert.Equal(new OrchestrationVersioning(null, null, VersionFailureStrategy.Reject), host.Versioning);
    }

    [Fact]
    public void Load_SettingAlsoInTheEnvironment_TheEnvironmentWins()
    {
        _app.Settings["COLOUR"] = "green";
        _app.Settings["SHAPE"] = "round";
        _app.Save();
        AppSettings settings = Load(new Hashtable { ["COLOUR"] = "red" }).Settings;
        Assert.Equal("red", settings["COLOUR"]);
        Assert.Equal("red and round, %NONE%", settings.Expand("%COLOUR% and %SHAPE%, %NONE%"));
    }

    [Fact]
    public void Load_DevelopmentStorage_MeansTheEmulatorsUsualPorts()
    {
        _app.Settings["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";
        _app.Save();
        Assert.Contains("TableEndpoint=http://127.0.0.1:10002/", Load(Empty).StorageConnectionString);
    }

    [Fact]
    public void Load_NoStorage_SaysWhereToWriteIt()
    {
        _app.Settings.Remove("AzureWebJobsStorage");
        _app.Save();
        Assert.Equal(
            "local.settings.json: Values.AzureWebJobsStorage is missing. Write a storage connection string, "
            + "or UseDevelopmentStorage=true for Azurite on its usual ports.",
            Fault());
    }

    [Fact]
    public void Load_NoHostJson_AsksForThePublishedFolder()
    {
        File.Delete(Path.Combine(_app.Folder, "host.json"));
        Assert.EndsWith("host.json: (file) does not exist. Name the published folder by --app.", Fault());
    }

    [Fact]
    public void Load_WrongVersion_NamesFieldAndFix()
    {
        _app.Host["version"] = "1.0";
        _app.Save();
        Assert.EndsWith("host.json: version is not \"2.0\". Write \"version\": \"2.0\".", Fault());
    }

    [Fact]
    public void Load_ExecutableThatIsNotThere_NamesIt()
    {
        _app.Host["customHandler"]!["description"]!["defaultExecutablePath"] = "Nowhere";
        _app.Save();
        Assert.Contains("defaultExecutablePath names 'Nowhere', which is neither in the app nor on PATH", Fault());
    }

    [Fact]
    public void Load_HttpWithoutProxying_SaysWhatToSet()
    {
        _app.Host["customHandler"]!["enableProxyingHttpRequest"] = false;
        _app.Save();
        Assert.StartsWith("host.json: customHandler.enableProxyingHttpRequest is not true. Set it", Fault());
    }

    [Fact]
    public void Load_BadSchedule_NamesFileAndValue()
    {
        _app.AddFunction("Tick", new { type = "timerTrigger", name = "timer", schedule = "%UNSET%" });
        Assert.Contains("Tick/function.json: bindings[0].schedule is '%UNSET%'. Write six cron fields", Fault());
    }

    [Theory]
    [InlineData("versionMatchStrategy", "2", "is '2'. Write one of None, Strict, CurrentOrOlder.")]
    [InlineData("versionFailureStrategy", "Ignore", "is 'Ignore'. Write one of Reject, Fail.")]
    public void Load_UnknownVersionStrategy_NamesThem(string name, string value, string expected)
    {
        _app.Host["extensions"]!["durableTask"]![name] = value;
        _app.Save();
        Assert.EndsWith($"host.json: extensions.durableTask.{name} {expected}", Fault());
    }

    [Fact]
    public void Load_UnknownTrigger_SaysWhichAreRun()
    {
        _app.AddFunction("Queue", new { type = "queueTrigger", name = "item" });
        Assert.Contains("bindings[0].type is queueTrigger. This host runs http, timer", Fault());
    }

    [Fact]
    public void Load_OpenAddressWithoutAKey_IsRefused()
    {
        HostArguments arguments = HostArguments.Parse(["--app", _app.Folder, "--address", "0.0.0.0"]);
        var e = Assert.Throws<AppConfigurationException>(() => FunctionsApp.Load(arguments, Empty));
        Assert.StartsWith("environment: DTNBOX_SYSTEM_KEY is not set", e.Message);
    }

    [Theory]
    [InlineData("--port", "x", "command line: --port is 'x'. Write a whole number from 0 to 65535.")]
    [InlineData("--replay-check", "x", "command line: --replay-check is 'x'. Write on or off.")]
    [InlineData("--what", "x", "command line: --what is not an option of this host. Run it with --help for the list.")]
    [InlineData("--app", "/nowhere", "command line: --app names '/nowhere', which is not a folder. Publish the app first, or mend the path.")]
    public void Parse_BadArgument_NamesItAndTheFix(string name, string value, string expected)
        => Assert.Equal(expected, Assert.Throws<AppConfigurationException>(() => HostArguments.Parse([name, value])).Message);

    [Fact]
    public async Task Host_WithABadSetting_SaysSoAndEndsNonZero()
    {
        _app.Host["extensions"]!["durableTask"]!["hubName"] = "no good!";
        _app.Save();
        await using FunctionsHostProcess host = FunctionsHostProcess.Launch(_app);
        Assert.NotEqual(0, await host.ExitAsync());
        await host.SeesAsync("extensions.durableTask.hubName is 'no good!'");
    }

    [Fact]
    public async Task Host_OnAPortInUse_SaysSoAndLeavesNothingBehind()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using FunctionsHostProcess host = FunctionsHostProcess.Launch(_app, "--port", $"{port}");
        Assert.NotEqual(0, await host.ExitAsync());
        await host.SeesAsync($"--port {port} cannot be listened on");
        await host.SeesAsync("Task hub given back");
    }

    private FunctionsApp Load(IDictionary environment)
        => FunctionsApp.Load(HostArguments.Parse(["--app", _app.Folder]), environment);

    private string Fault() => Assert.Throws<AppConfigurationException>(() => Load(Empty)).Message;
}
