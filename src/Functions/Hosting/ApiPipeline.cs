namespace DtnBox.Functions.Hosting;

/// <summary>The control plane's own pipeline, from its first middleware to its endpoints, built once.</summary>
internal sealed class ApiPipeline
{
    private readonly RequestDelegate _run;

    public ApiPipeline(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseControlPlane();
        _run = app.Build();
    }

    public Task RunAsync(HttpContext context) => _run(context);
}
