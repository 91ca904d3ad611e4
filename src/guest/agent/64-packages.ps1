# Files of updates, one after the other. What asks for a reboot gets it before the next one.

# Windows before 24H2 takes a .msu while it runs from wusa.exe alone.
$DismBuild = 26100
# wusa.exe: installed already, and does not apply.
$WusaCodes = @{ '0x00240006' = 'installed'; '0x80240017' = 'not applicable' }

function Install-Update([string] $File, $TimeoutSeconds) {
    $build = [int] (Get-RegistryValue 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' 'CurrentBuild')
    if ([IO.Path]::GetExtension($File) -eq '.msu' -and $build -lt $DismBuild) {
        return Invoke-Tool 'wusa.exe' @($File, '/quiet', '/norestart') $TimeoutSeconds
    }
    return Invoke-Dism @('/Add-Package', ('/PackagePath:' + $File), '/NoRestart') $TimeoutSeconds
}

# What became of it: null where servicing wants a reboot first.
function Get-Outcome([pscustomobject] $Result) {
    if ($Result.state -eq 'killed') { return 'timed out' }
    if ($Result.state -ne 'failed') { return 'installed' }
    $code = Format-Code $Result.exit
    if ($PendingCodes -contains $code) { return $null }
    if ($code -eq '0x800f081e') { return 'not applicable' }
    if ($WusaCodes.ContainsKey($code)) { return $WusaCodes[$code] }
    return 'failed'
}

function New-Update([pscustomobject] $Package, [pscustomobject] $Result, [string] $Outcome) {
    $code = '0x00000000'
    if ($null -ne $Result.exit) { $code = Format-Code $Result.exit }
    $title = $Package.title.Substring(0, [Math]::Min(200, $Package.title.Length))
    return [pscustomobject]@{
        round = 1; kb = $Package.kb; title = $title; outcome = $Outcome; code = $code; seconds = $Result.seconds
    }
}

# Does it, and says how far it came, in what survives a reboot: "next" package, what was done, whether servicing was waited for.
function Invoke-PackagesStep([pscustomobject] $Step, [string] $Medium, [pscustomobject] $State) {
    if ($null -eq $State.memory) {
        $State.memory = [pscustomobject]@{ next = 0; updates = @(); seconds = 0; rebooted = $false }
    }
    $memory = $State.memory
    $packages = @($Step.packages)
    $exit = 0
    $last = ''
    while ($memory.next -lt $packages.Count -and $exit -eq 0) {
        $package = $packages[$memory.next]
        $subject = $package.title
        if ($package.kb) { $subject = $package.kb }
        Send-Report @{ message = $subject; percent = [Math]::Floor(100 * $memory.next / $packages.Count) }
        $result = Install-Update ($Medium + $package.path) $Step.timeoutSeconds
        $memory.seconds = [Math]::Round($memory.seconds + $result.seconds, 1)
        $outcome = Get-Outcome $result
        if ($null -eq $outcome -and -not $memory.rebooted) {
            $memory.rebooted = $true
            return [pscustomobject]@{ again = $true; last = (Get-Failure $subject $result) }
        }
        if ($null -eq $outcome) { $outcome = 'failed' }
        $memory.next = $memory.next + 1
        $memory.rebooted = $false
        $memory.updates = @($memory.updates) + @(New-Update $package $result $outcome)
        if ($outcome -eq 'failed' -or $outcome -eq 'timed out') {
            $exit = $result.exit
            $last = Get-Failure $subject $result
        } else {
            $last = $subject + ': ' + $outcome
            if ($result.state -eq 'failed') { $last += ', ' + (Format-Code $result.exit) }
        }
        Write-Log $last
        if ($result.state -eq 'reboot') {
            if ($memory.next -lt $packages.Count) { return [pscustomobject]@{ again = $true; last = $subject + ': wants a reboot' } }
            $exit = 3010
        }
    }
    Send-Report @{ percent = $null }
    return [pscustomobject]@{ exit = $exit; seconds = $memory.seconds; last = $last; updates = @($memory.updates) }
}
