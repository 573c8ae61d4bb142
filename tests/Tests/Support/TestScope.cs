using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Tests.Support;

/// <summary>Services seen through the system's eyes.</summary>
public sealed class TestScope : IDisposable
{
    private readonly IServiceScope _scope;

    internal TestScope(IServiceProvider services)
    {
        _scope = services.CreateScope();
        Get<Viewer>().BecomeSystem();
    }

    public AppDbContext Db => Get<AppDbContext>();

    public T Get<T>() where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    public void Dispose() => _scope.Dispose();
}
