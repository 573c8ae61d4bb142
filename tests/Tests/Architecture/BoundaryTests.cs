using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using Weiguang.Web;

namespace Weiguang.Tests.Architecture;

public class BoundaryTests
{
    public static TheoryData<string> ModuleNames => [.. Modules.Assemblies.Select(a => a.GetName().Name!)];

    [Theory, MemberData(nameof(ModuleNames))]
    public void A_module_uses_only_the_root_namespace_of_another_module(string module)
    {
        var inner = TypesUsedFromOtherModules(Find(module)).Where(type => type.Namespace != type.Assembly).Select(type => $"{type.Namespace}.{type.Name}");

        Assert.Empty(inner);
    }

    [Theory, MemberData(nameof(ModuleNames))]
    public void A_module_knows_only_modules_below_it(string module)
    {
        var below = Modules.Assemblies.Select(a => a.GetName().Name!).TakeWhile(name => name != module);
        var used = Find(module).GetReferencedAssemblies().Select(a => a.Name!).Where(name => name.StartsWith("Weiguang.", StringComparison.Ordinal));

        Assert.Empty(used.Except(below).Except(["Weiguang.Kernel"]));
    }

    [Theory, MemberData(nameof(ModuleNames))]
    public void A_module_opens_its_inside_to_no_other_module(string module)
    {
        var friends = Find(module).GetCustomAttributes<InternalsVisibleToAttribute>().Select(a => a.AssemblyName.Split(',')[0]);

        Assert.Empty(friends.Intersect(Modules.Assemblies.Select(a => a.GetName().Name!)));
    }

    [Fact]
    public void The_kernel_knows_no_module() =>
        Assert.DoesNotContain(typeof(IModule).Assembly.GetReferencedAssemblies(), a => a.Name!.StartsWith("Weiguang.", StringComparison.Ordinal));

    private static Assembly Find(string module) => Modules.Assemblies.Single(a => a.GetName().Name == module);

    private static List<(string Assembly, string Namespace, string Name)> TypesUsedFromOtherModules(Assembly module)
    {
        using var pe = new PEReader(File.OpenRead(module.Location));
        var metadata = pe.GetMetadataReader();
        var others = Modules.Assemblies.Select(a => a.GetName().Name!).ToHashSet();

        // A nested type is reached through its outer type, which is in this table too.
        var used = from handle in metadata.TypeReferences
                   let type = metadata.GetTypeReference(handle)
                   where type.ResolutionScope.Kind == HandleKind.AssemblyReference
                   let assembly = metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)
                   where others.Contains(assembly)
                   select (assembly, metadata.GetString(type.Namespace), metadata.GetString(type.Name));
        return [.. used];
    }
}
