namespace DtnBox.FunctionsHost.Configuration;

/// <summary>How the app's process is started, from its worker.config.json.</summary>
internal sealed record WorkerCommand(string Executable, string WorkerPath)
{
    public static WorkerCommand Read(FunctionsApp app)
    {
        string folder = app.Arguments.AppFolder;
        string file = Path.Combine(folder, "worker.config.json");
        IConfigurationSection description = FunctionsApp.ReadJson(file).GetSection("description");
        string path = Path.Combine(folder, description["defaultWorkerPath"] ?? "");
        string program = (description["defaultExecutablePath"] ?? "dotnet").Replace("{WorkerRoot}", $"{folder}/", StringComparison.Ordinal);
        return description["language"] != "dotnet-isolated"
            ? throw Fault("language", "is not \"dotnet-isolated\"", "This host runs .NET isolated worker apps")
            : new WorkerCommand(
                Find(program, app) ?? throw Fault("defaultExecutablePath", $"is '{program}', which is not here", "Install .NET"),
                File.Exists(path) ? path : throw Fault("defaultWorkerPath", $"names '{path}', which is not there", "Publish the app again"));

        AppConfigurationException Fault(string field, string problem, string fix) => new(file, $"description.{field}", problem, fix);
    }

    /// <summary>Where a program is: as it says, or for a bare name the first one on PATH.</summary>
    public static string? Find(string program, FunctionsApp app) => (app.Configuration["PATH"] ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
