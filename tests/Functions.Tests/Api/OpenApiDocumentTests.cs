using DtnBox.Testing;

namespace DtnBox.Functions.Tests.Api;

/// <summary>The API's document is checked in beside the portal, which makes its types of it.</summary>
public sealed class OpenApiDocumentTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Write = "DTNBOX_WRITE_PAGES";

    private static readonly string File = Path.Combine(RepositoryPaths.Root, "src", "StaticPortal", "openapi.json");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CheckedInDocument_OfThisApi_IsThePresentOne()
    {
        using HttpClient http = api.As(null);
        string document = (await http.GetStringAsync("openapi.json", Cancel)).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            await System.IO.File.WriteAllTextAsync(File, document, Cancel);
        }

        string written = await System.IO.File.ReadAllTextAsync(File, Cancel);
        Assert.True(
            document == written,
            $"src/StaticPortal/openapi.json is not the API's. Write it: {Write}=1 dotnet test tests/Functions.Tests "
            + "--filter FullyQualifiedName~OpenApiDocument; then npm run types in src/StaticPortal.");
    }
}
