# The machine: who the agent runs as, where the medium is, how it ends.

# "D:\", or null where there is no medium.
function Find-Medium {
    foreach ($drive in [IO.DriveInfo]::GetDrives()) {
        if ($drive.IsReady -and $drive.VolumeLabel -eq $Label) { return $drive.Name }
    }
    return $null
}

# A drive may come later than the logon.
function Wait-Medium {
    foreach ($try in 1..20) {
        $medium = Find-Medium
        if ($null -ne $medium) { return $medium }
        Start-Sleep -Milliseconds 500
    }
    return $null
}

# Images that sysprep made as SYSTEM, or from a session without a desktop, break at their first logon.
function Test-Account {
    $account = [Security.Principal.WindowsIdentity]::GetCurrent()
    if ($account.User.Value -notmatch '^S-1-5-21-.*-500$') {
        throw ('the agent runs as ' + $account.Name + ' (' + $account.User.Value + '), expected the built-in Administrator')
    }
    if (-not [Environment]::UserInteractive) {
        throw ('the agent runs as ' + $account.Name + ' without a desktop, expected the session that audit mode logged on')
    }
}

# 1115: the machine goes down already, as after an installer that ends with 1641. 1190: somebody wants it to, later.
function Stop-Machine([string] $How) {
    $exit = Invoke-Shutdown ($How + ' /t 0 /f')
    if ($exit -eq 1190) {
        [void] (Invoke-Shutdown '/a')
        $exit = Invoke-Shutdown ($How + ' /t 0 /f')
    }
    if ($exit -ne 0 -and $exit -ne 1115) { throw ('shutdown.exe ' + $How + ' ended with exit code ' + $exit) }
}

function Invoke-Shutdown([string] $Arguments) {
    return (Invoke-Process 'shutdown.exe' $Arguments $null @{} $null).exit
}

# Both files of the state say the same before the power goes.
function Restart-Machine([pscustomobject] $State, [string] $Why) {
    Write-Log ('reboot: ' + $Why)
    Save-State $State
    Save-State $State
    Send-LastReport @{ state = 'rebooting'; message = $Why }
    Stop-Machine '/r'
}

function Install-Agent([string] $From) {
    [void] [IO.Directory]::CreateDirectory($Folder)
    [IO.File]::Copy($From, $InstalledAgent, $true)
    [IO.File]::SetAttributes($InstalledAgent, 'Normal')
}

# A task with the interactive token runs on the desktop of the Administrator, at full rights and at normal priority. Where it
# is there already, the logon has started it.
function Register-Agent {
    if ($null -ne (Get-ScheduledTask -TaskName $TaskName -ErrorAction SilentlyContinue)) { return }
    $user = [Security.Principal.WindowsIdentity]::GetCurrent().Name
    $arguments = '-NoProfile -NonInteractive -ExecutionPolicy Bypass -WindowStyle Hidden -File "' + $InstalledAgent + '"'
    $task = @{
        TaskName = $TaskName
        Action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument $arguments
        Trigger = New-ScheduledTaskTrigger -AtLogOn -User $user
        Principal = New-ScheduledTaskPrincipal -UserId $user -LogonType Interactive -RunLevel Highest
        Settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -MultipleInstances IgnoreNew -Priority 4 -ExecutionTimeLimit ([TimeSpan]::Zero)
    }
    [void] (Register-ScheduledTask @task -Force)
    Start-ScheduledTask -TaskName $TaskName
}
