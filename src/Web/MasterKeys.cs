using Weiguang.Kernel;
using Weiguang.Kernel.Security;
using Weiguang.Web.Persistence;

namespace Weiguang.Web;

/// <summary>Finds the master key: configuration first; the embedded database may make one beside itself.</summary>
internal static class MasterKeys
{
    private const string Setting = "Security:MasterKey";

    /// <exception cref="SetupException">PostgreSQL outside development without a configured key.</exception>
    public static MasterKey Find(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration[Setting] is { Length: > 0 } configured)
        {
            return MasterKey.Parse(configured);
        }

        if (configuration.IsPostgres() && !environment.IsDevelopment())
        {
            throw new SetupException($"Set {Setting} (32 bytes in base64, e.g. `openssl rand -base64 32`): without it personal data can be neither sealed nor read.");
        }

        var file = Path.Combine(configuration.DataFolder(), "master.key");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, MasterKey.Generate());
            Console.Error.WriteLine($"WARNING  A master key was made for this demo: {file}\n         Whoever has it reads all personal data; whoever loses it loses them. In earnest use set {Setting}.");
        }

        return MasterKey.Parse(File.ReadAllText(file));
    }
}
