# The facts of this host that decide whether it can build. Each is asked for by itself: one that cannot be had is null,
# and `problems` says why.
param($Request)

$problems = @{}
function Get-Fact {
    param([string] $Name, [scriptblock] $Question)
    try { & $Question }
    catch { $problems[$Name] = @{ message = $_.Exception.Message; id = $_.FullyQualifiedErrorId } }
}

$identity = [Security.Principal.WindowsIdentity]::GetCurrent()
$principal = New-Object Security.Principal.WindowsPrincipal($identity)
$system = Get-Fact 'system' { Get-CimInstance -ClassName Win32_OperatingSystem }
$service = Get-Fact 'vmms' { Get-Service -Name vmms }
$volume = Get-Fact 'volume' { Storage\Get-Volume -FilePath $Request.workDirectory }
$policy = 'HKLM:\SYSTEM\CurrentControlSet\Policies\Microsoft\FVE'
$tools = @{}
foreach ($tool in @('dism.exe', 'bcdboot.exe')) {
    $tools[$tool] = Get-Fact $tool { (Get-Item -LiteralPath "$env:SystemRoot\System32\$tool").VersionInfo.ProductVersion }
}

@{
    account         = $identity.Name
    sid             = $identity.User.Value
    elevated        = $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
    windows         = $system.Caption
    build           = $system.BuildNumber
    hypervisor      = Get-Fact 'hypervisor' { (Get-CimInstance -ClassName Win32_ComputerSystem).HypervisorPresent }
    isClient        = ($system.ProductType -eq 1)
    freeMemory      = [int64] $system.FreePhysicalMemory * 1024
    vmms            = [string] $service.Status
    switches        = @(Get-Fact 'switches' { Hyper-V\Get-VMSwitch | ForEach-Object { $_.Name } })
    machines        = @(Get-Fact 'machines' { Hyper-V\Get-VM | ForEach-Object { @{ name = $_.Name; notes = [string] $_.Notes } } })
    fileSystem      = [string] $volume.FileSystem
    driveLetter     = ([string] $volume.DriveLetter).Trim([char] 0)
    deduplication   = [string] $volume.DedupMode
    freeSpace       = $volume.SizeRemaining
    denyWriteAccess = Get-Fact 'policy' {
        if (Test-Path -LiteralPath $policy) { (Get-ItemProperty -LiteralPath $policy).FDVDenyWriteAccess }
    }
    tools           = $tools
    problems        = $problems
}
