using System.Collections;
using DtnBox.FunctionsHost.Configuration;
using DtnBox.FunctionsHost.Tests.Support;

namespace DtnBox.FunctionsHost.Tests.Configuration;

public sealed class ConfigurationTests : IDisposable
{
    private const string Durable = "AzureFunctionsJobHost:extensions:durableTask";

    private readonly TestAppFolder _app = new();
    private readonly Hashtable _environment = new() { ["PATH"] = Environment.GetEnvironmentVariable("PATH") };

    public void Dispose() => _app.Dispose();

    [Fact]
    public void Load_HostJsonThatSaysNothing_GetsWhatSuitsASingleNode()
    {
        FunctionsApp app = Load();
        Assert.Equal(TimeSpan.FromMinutes(30), app.FunctionTimeout);
        Assert.Equal("true", app.Configuration[$"{Durable}:useGracefulShutdown"]);
        Assert.Equal("00:00:20", app.Configuration[$"{Durable}:storageProvider:workItemQueueVisibilityTimeout"]);
        Assert.Equal("00:01:00", app.Configuration[$"{Durable}:storageProvider:controlQueueVisibilityTimeout"]);
        Assert.Equal("00:00:01", app.Configuration[$"{Durable}:storageProvider:maxQueuePollingInterval"]);
        Assert.Equal("1", app.Configuration[$"{Durable}:storageProvider:partitionCount"]);
    }

    [Fact]
    public void Load_HostJsonThatSaysOtherwise_WinsExceptWhereItIsForManyHosts()
    {
        _app.Write("host.json", """
            { // as Microsoft's host reads it
              "version": "2.0",
              "extensions": { "durableTask": {
                "useGracefulShutdown": false,
                "StorageProvider": { "partitionCount": 4, "maxQueuePollingInterval": "00:00:07" } } },
            }
            """);
        FunctionsApp app = Load();
        Assert.Equal("False", app.Configuration[$"{Durable}:useGracefulShutdown"]);
        Assert.Equal("00:00:07", app.Configuration[$"{Durable}:storageProvider:maxQueuePollingInterval"]);
        Assert.Equal("1", app.Configuration[$"{Durable}:storageProvider:partitionCount"]);
        _environment["AzureFunctionsJobHost__extensions__durableTask__storageProvider__partitionCount"] = "2";
        Assert.Equal("2", Load().Configuration[$"{Durable}:storageProvider:partitionCount"]);
    }

    [Fact]
    public void Load_SettingAlsoInTheEnvironment_TheEnvironmentWins()
    {
        _app.Settings["COLOUR"] = "green";
        _app.Settings["SHAPE"] = "round";
        _app.Save();
        _environment["COLOUR"] = "red";
        FunctionsApp app = Load();
        Assert.Equal(("red", "round"), (app.Settings["COLOUR"], app.Settings["SHAPE"]));
        Assert.Equal("red", app.Configuration["COLOUR"]);
    }

    [Fact]
    public void Load_NoHostJson_AsksForThePublishedFolder()
    {
        File.Delete(Path.Combine(_app.Folder, "host.json"));
        Assert.EndsWith("host.json: (file) does not exist. Name the published folder by --app, or mend the file.", Fault());
    }

    [Theory]
    [InlineData("host.json", """{"version":"1.0"}""", "host.json: version is not \"2.0\". Write \"version\": \"2.0\".")]
    [InlineData("host.json", "{", "or mend the file.")]
    [InlineData("worker.config.json", """{"description":{"language":"custom"}}""",
        "description.language is not \"dotnet-isolated\". This host runs .NET isolated worker apps.")]
    [InlineData("worker.config.json", """{"description":{"language":"dotnet-isolated","defaultExecutablePath":"no-such-program"}}""",
        "description.defaultExecutablePath is 'no-such-program', which is not here. Install .NET.")]
    public void Load_FaultInAFile_NamesFileFieldAndFix(string file, string content, string expected)
    {
        _app.Write(file, content);
        Assert.EndsWith(expected, Fault());
    }

    [Fact]
    public void Load_OpenAddressWithoutAKey_IsRefused()
        => Assert.StartsWith("environment: DTNBOX_SYSTEM_KEY is not set, and --address 0.0.0.0", Fault("--address", "0.0.0.0"));

    [Theory]
    [InlineData("--port", "x", "command line: --port is 'x'. Write a whole number from 0 to 65535.")]
    [InlineData("--what", "x", "command line: --what is not an option of this host. Run it with --help for the list.")]
    [InlineData("--app", "/nowhere", "command line: --app names '/nowhere', which is not a folder. Publish the app first, or mend the path.")]
    public void Parse_BadArgument_NamesItAndTheFix(string name, string value, string expected)
        => Assert.Equal(expected, Assert.Throws<AppConfigurationException>(() => HostArguments.Parse([name, value])).Message);

    private FunctionsApp Load(params string[] arguments)
        => new(HostArguments.Parse(["--app", _app.Folder, .. arguments]), _environment);

    private string Fault(params string[] arguments) => Assert.Throws<AppConfigurationException>(() => Load(arguments)).Message;
}
